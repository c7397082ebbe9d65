/* How the values of settings are read; shared by the config/settings*.c files alone. */
#ifndef TIPREVIEW_SETTINGS_VALUE_H
#define TIPREVIEW_SETTINGS_VALUE_H

#include "config/settings.h"
#include "models/base/yaml_read.h"

/* Of struct settings, in the rows of setting_defs. */
extern const struct yaml_field setting_fields[];

#endif
