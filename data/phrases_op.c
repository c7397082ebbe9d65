#include "data/caseload.h"
#include "data/phrases.h"
#include "data/slots.h"

static const char *const vice_opening[] = {
    "Anti-vice operation in " LOCATION " on " SMALL " addresses.",
    "A night operation against vice premises in " LOCATION ", from " HOUR " hours.",
    "District officers checked " PREMISES " and other addresses in " LOCATION ".",
    "Operation in " LOCATION " after complaints by residents of two buildings.",
    "Follow-up visit to premises in " LOCATION " that had been visited " SMALL " weeks before.",
};
static const char *const vice_course[] = {
    "Entry was by warrant and without incident.",
    "Decoy officers were used at two of the addresses.",
    "One address was found empty.",
    "Women officers and two interpreters took part.",
    "The operation had to be broken off for an hour because of a traffic accident nearby.",
    "Owners' names were taken for the licensing authority.",
};
static const char *const vice_result[] = {
    COUNT " persons were debriefed; " ORGANISED ".",
    "Of those arrested " COUNT " were interviewed the same night; " ORGANISED ".",
    "Debriefings of " COUNT " persons are filed under this operation; " ORGANISED ".",
};
static const char *const travel_opening[] = {
    "Officers examined travellers at " LOCATION " from " HOUR " hours on.",
    "Operation at " LOCATION " on a pattern of bookings seen over " SMALL " weeks.",
    "Joint examination of documents at " LOCATION ".",
};
static const char *const flight_course[] = {
    "Passengers of " SMALL " flights were met at the gate.",
    "Boarding cards were compared with documents once more at the aircraft door.",
};
static const char *const interdiction_course[] = {
    "A craft without lights was followed and boarded; all on board were given blankets and food.",
    "Two vans were stopped on the shore road after a call from a fisherman.",
};
static const char *const border_course[] = {
    "Travellers were selected by profile and spoken to one by one.",
    "Two counters were set apart for the operation.",
};
static const char *const travel_result[] = {
    COUNT " were debriefed. No arrest for prostitution was made.",
    "Interviews with " COUNT " travellers are on file; no one was arrested for prostitution.",
};
static const char *const container_opening[] = {
    "Containers booked for a port overseas were examined at " LOCATION ".",
    "Inspection of containers at " LOCATION " after a discrepancy in weight.",
};
static const char *const container_course[] = {
    "Behind a partition were persons with supplies for a long voyage; all were seen by a doctor.",
    "A sound was heard on the second day and the doors were opened.",
};
static const char *const container_result[] = {
    COUNT " were debriefed. The shipper's papers lead to a firm that does not exist.",
    COUNT " were well enough to be debriefed; inquiries into the booking go on.",
};
static const char *const joint_opening[] = {
    "Joint investigation by police and immigration officers in " LOCATION ".",
    "A joint team followed up letters about premises in " LOCATION ".",
};
static const char *const joint_course[] = {
    "Leases, telephone records and remittance slips were compared over " SMALL " weeks.",
    "Observation was kept for " SMALL " days before entry.",
};

#define TYPE(opening, course, result)                                                              \
    {                                                                                              \
        PHRASES(opening), PHRASES(course), PHRASES(result)                                         \
    }

/* Exchanges of intelligence and the patrols' counts are scripted. */
const struct group operation_phrases[OPERATION_TYPES][OP_TOPICS] = {
    [ANTI_VICE] = TYPE(vice_opening, vice_course, vice_result),
    [FLIGHT_OPERATION] = TYPE(travel_opening, flight_course, travel_result),
    [INTERDICTION] = TYPE(travel_opening, interdiction_course, travel_result),
    [CONTAINER_INSPECTION] = TYPE(container_opening, container_course, container_result),
    [BORDER_CONTROL] = TYPE(travel_opening, border_course, travel_result),
    [JOINT_INVESTIGATION] = TYPE(joint_opening, joint_course, vice_result),
};
