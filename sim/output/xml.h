/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* xml.h - writes one XML text (1.0), indented, into a file or a stream.
 *
 * Text from outside is only ever text: what XML has a meaning for is escaped, and what it can't hold
 * (control characters, bytes that are no UTF-8) is replaced by U+FFFD. Names of elements and attributes
 * are the program's own. */
#ifndef AB_OUTPUT_XML_H
#define AB_OUTPUT_XML_H

#include <stddef.h>

enum { AB_XML_DEPTH = 12 };

struct ab_xml {
    void (*put)(void *owner, const char *bytes, size_t size);
    void *owner; /* borrowed */
    int depth;
    const char *open[AB_XML_DEPTH];
};

/* Begins with the declaration; then one root element. */
void ab_xml_begin(struct ab_xml *xml, void (*put)(void *owner, const char *bytes, size_t size),
                  void *owner);

/* An element with others in it; `attributes` as they are written, `id="x"`, or NULL. */
void ab_xml_open(struct ab_xml *xml, const char *name, const char *attributes);
void ab_xml_close(struct ab_xml *xml); /* the innermost */

/* An element with a text in it. */
void ab_xml_text(struct ab_xml *xml, const char *name, const char *text);

#endif
