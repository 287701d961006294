/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* xml.c - writes one XML text. */
#include "output/xml.h"

#include "base/visible.h"

#include <assert.h>
#include <string.h>

static void put(struct ab_xml *xml, const char *text)
{
    xml->put(xml->owner, text, strlen(text));
}

static void put_line(struct ab_xml *xml)
{
    put(xml, "\n");
    for (int i = 0; i < xml->depth; i++) {
        put(xml, "  ");
    }
}

/* How a character is written that doesn't stand for itself; NULL when it does. */
static const char *escape_of(const char *text, size_t length)
{
    const unsigned char c = (unsigned char)*text;
    if (length == 0 || (c < ' ' && c != '\t' && c != '\n')) {
        return "\xef\xbf\xbd";
    }
    /* U+FFFE and U+FFFF */
    if (length == 3 && c == 0xef && text[1] == '\xbf' && (unsigned char)text[2] >= 0xbe) {
        return "\xef\xbf\xbd";
    }
    return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : NULL;
}

static void put_escaped(struct ab_xml *xml, const char *text)
{
    while (*text != '\0') {
        const size_t length = ab_utf8_length(text, strnlen(text, 4) + 1);
        const char *escape = escape_of(text, length);
        if (escape != NULL) {
            put(xml, escape);
        } else {
            xml->put(xml->owner, text, length);
        }
        text += length > 0 ? length : 1;
    }
}

static void put_start(struct ab_xml *xml, const char *name, const char *attributes)
{
    put_line(xml);
    put(xml, "<");
    put(xml, name);
    if (attributes != NULL) {
        put(xml, " ");
        put(xml, attributes);
    }
    put(xml, ">");
}

static void put_end(struct ab_xml *xml, const char *name)
{
    put(xml, "</");
    put(xml, name);
    put(xml, ">");
}

void ab_xml_begin(struct ab_xml *xml,
                  void (*put_bytes)(void *owner, const char *bytes, size_t size), void *owner)
{
    *xml = (struct ab_xml){.put = put_bytes, .owner = owner};
    put(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

void ab_xml_open(struct ab_xml *xml, const char *name, const char *attributes)
{
    assert(xml->depth < AB_XML_DEPTH);
    put_start(xml, name, attributes);
    xml->open[xml->depth++] = name;
}

void ab_xml_close(struct ab_xml *xml)
{
    assert(xml->depth > 0);
    const char *name = xml->open[--xml->depth];
    put_line(xml);
    put_end(xml, name);
    if (xml->depth == 0) {
        put(xml, "\n");
    }
}

void ab_xml_text(struct ab_xml *xml, const char *name, const char *text)
{
    put_start(xml, name, NULL);
    put_escaped(xml, text);
    put_end(xml, name);
}
