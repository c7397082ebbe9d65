/* Text from outside, written into a format so that it cannot act as anything but text. Each appends. */
#ifndef TIPREVIEW_BASE_ESCAPE_H
#define TIPREVIEW_BASE_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/str.h"

/* A field of CSV (RFC 4180). What a spreadsheet would take for a formula gets a "'" before it; a number never does. */
void escape_csv(struct str *out, const char *bytes, size_t n, bool number);

/* A JSON string with its quotes; what may not reach a terminal is written as \u escapes, which loses nothing. */
void escape_json(struct str *out, const char *bytes, size_t n);

/* The same in double quotation marks of YAML, which knows no surrogates. */
void escape_yaml(struct str *out, const char *bytes, size_t n);

/* A cell of a Markdown table, sanitised. */
void escape_markdown(struct str *out, const char *bytes, size_t n);

/* Text or the value of a quoted attribute of HTML or SVG, sanitised. */
void escape_html(struct str *out, const char *bytes, size_t n);

#endif
