/* Included before each file that clang-tidy looks at. The analyser sees one file at a time, so it does not
 * know that these return false, and would follow paths that do not exist. */
#ifndef TIPREVIEW_TEST_ANALYZER_H
#define TIPREVIEW_TEST_ANALYZER_H

#include "models/base/err.h"

#define err_set(...)    ((void)(err_set)(__VA_ARGS__), false)
#define err_at(...)     ((void)(err_at)(__VA_ARGS__), false)
#define err_errno(...)  ((void)(err_errno)(__VA_ARGS__), false)
#define err_memory(...) ((void)(err_memory)(__VA_ARGS__), false)

#endif
