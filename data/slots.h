/* Slots: places in a phrase that a case fills in. Each is one control byte, so that a phrase is an
 * ordinary string: "Arrested at " HOUR " hours in " PREMISES "." */
#ifndef DATA_SLOTS_H
#define DATA_SLOTS_H

#define SHE       "\x01" /* she, he, the person */
#define SHE_      "\x02" /* She, He, The person: at the start of a sentence */
#define HER       "\x03" /* possessive */
#define HER_      "\x04"
#define OBJ       "\x05" /* her, him, the person */
#define PSEUDONYM "\x06"
#define HOUR      "\x07" /* 0000 to 2359 */
#define LOCATION  "\x08" /* of the operation */
#define PREMISES  "\x0e"
#define FROM      "\x0f" /* province or country */
#define LANGUAGE  "\x10"
#define DOCUMENT  "\x11" /* two-way exit permit, passport */
#define POINT     "\x12" /* control point of entry */
#define DAYS      "\x13" /* since entry, as a number; at least 2 */
#define FARE      "\x14" /* dollars */
#define RENT      "\x15" /* dollars a day */
#define CONTACT   "\x16"
#define SMALL     "\x17" /* a number from 2 to 6 */
#define AGE       "\x18" /* as recorded */
#define TITLE     "\x19" /* of the operation */
#define COUNT     "\x1a" /* persons of the operation */
#define ORGANISED "\x1b" /* organisers arrested, in words */

/* The same bytes, for the code that fills them. */
enum slot {
    SLOT_SHE = 0x01,
    SLOT_SHE_START = 0x02,
    SLOT_HER = 0x03,
    SLOT_HER_START = 0x04,
    SLOT_OBJ = 0x05,
    SLOT_PSEUDONYM = 0x06,
    SLOT_HOUR = 0x07,
    SLOT_LOCATION = 0x08,
    SLOT_PREMISES = 0x0e,
    SLOT_FROM = 0x0f,
    SLOT_LANGUAGE = 0x10,
    SLOT_DOCUMENT = 0x11,
    SLOT_POINT = 0x12,
    SLOT_DAYS = 0x13,
    SLOT_FARE = 0x14,
    SLOT_RENT = 0x15,
    SLOT_CONTACT = 0x16,
    SLOT_SMALL = 0x17,
    SLOT_AGE = 0x18,
    SLOT_TITLE = 0x19,
    SLOT_COUNT = 0x1a,
    SLOT_ORGANISED = 0x1b,
};

#endif
