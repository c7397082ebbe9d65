/* Answers that many decisions share. */
#ifndef DATA_MEANS_H
#define DATA_MEANS_H

#define ALL_BUT_DECEPTION                                                                          \
    "means.force: absent\n"                                                                        \
    "means.coercion: absent\n"                                                                     \
    "means.abduction: absent\n"                                                                    \
    "means.fraud: absent\n"                                                                        \
    "means.abuse_of_power: absent\n"                                                               \
    "means.abuse_of_vulnerability: absent\n"                                                       \
    "means.payment: absent\n"

#define NO_MEANS ALL_BUT_DECEPTION "means.deception: absent\n"

#endif
