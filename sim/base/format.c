/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* format.c - numbers as text. */
#include "base/format.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- whole numbers ---- */

static const uint64_t power_of_ten[] = {UINT64_C(1),
                                        UINT64_C(10),
                                        UINT64_C(100),
                                        UINT64_C(1000),
                                        UINT64_C(10000),
                                        UINT64_C(100000),
                                        UINT64_C(1000000),
                                        UINT64_C(10000000),
                                        UINT64_C(100000000),
                                        UINT64_C(1000000000),
                                        UINT64_C(10000000000),
                                        UINT64_C(100000000000),
                                        UINT64_C(1000000000000),
                                        UINT64_C(10000000000000),
                                        UINT64_C(100000000000000),
                                        UINT64_C(1000000000000000),
                                        UINT64_C(10000000000000000),
                                        UINT64_C(100000000000000000),
                                        UINT64_C(1000000000000000000),
                                        UINT64_C(10000000000000000000)};

/* Digits of a number, 1 .. 20: log 2 is about 1233 / 4096. */
static int count_digits(uint64_t value)
{
    value |= 1; /* 0 has a digit, too */
    const int fewest = (64 - __builtin_clzll(value)) * 1233 >> 12;
    return fewest + (value >= power_of_ten[fewest]);
}

/* Writes the last so many digits of a number, and returns what is before them. */
static uint64_t put_digits(char *text, uint64_t value, int digits)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233"
        "34353637383940414243444546474849505152535455565758596061626364656667"
        "6869707172737475767778798081828384858687888990919293949596979899";
    for (; digits >= 2; digits -= 2, value /= 100) {
        memcpy(text + digits - 2, pairs + 2 * (value % 100), 2);
    }
    if (digits > 0) {
        *text = (char)('0' + value % 10);
        value /= 10;
    }
    return value;
}

size_t ab_format_padded(uint64_t value, int digits, char *text)
{
    const int own = count_digits(value), n = own > digits ? own : digits;
    (void)put_digits(text, value, n);
    text[n] = '\0';
    return (size_t)n;
}

size_t ab_format_natural(uint64_t value, char *text)
{
    if (value < 10) { /* most whole numbers in tables */
        text[0] = (char)('0' + value);
        text[1] = '\0';
        return 1;
    }
    return ab_format_padded(value, 1, text);
}

size_t ab_format_integer(int64_t value, char *text)
{
    return value >= 0 ? ab_format_natural((uint64_t)value, text)
                      : ab_format_decimal(value, 0, text);
}

size_t ab_format_decimal(int64_t scaled, int decimals, char *text)
{
    assert(decimals >= 0 && decimals <= 9);
    const size_t sign = scaled < 0;
    const uint64_t magnitude = sign ? -(uint64_t)scaled : (uint64_t)scaled;
    text[0] = '-';
    text += sign;
    if (decimals == 0) {
        return sign + ab_format_natural(magnitude, text);
    }
    const int own = count_digits(magnitude), whole = own > decimals ? own - decimals : 1;
    const uint64_t rest = put_digits(text + whole + 1, magnitude, decimals);
    text[whole] = '.';
    (void)put_digits(text, rest, whole);
    text[whole + 1 + decimals] = '\0';
    return sign + (size_t)(whole + 1 + decimals);
}

size_t ab_format_hex(uint64_t value, int digits, char *text)
{
    assert(digits >= 1 && digits <= 16);
    for (int i = digits - 1; i >= 0; i--, value >>= 4) {
        text[i] = "0123456789abcdef"[value & 15];
    }
    text[digits] = '\0';
    return (size_t)digits;
}

/* ---- real numbers ---- */

/* So many significant digits at most. What lies from `least` to before `end` has all its digits within
 * 128 bits, and is below the power of ten behind them when rounded. */
struct precision {
    int digits;
    double least, end;
};
enum { DIGITS_MAX = 15 };
static const struct precision nine = {9, 0x1p-63, 999999999.5};
static const struct precision fifteen = {DIGITS_MAX, 0x1p-43, 999999999999999.5};

static size_t print_real(double value, const struct precision *precision, char *text)
{
    return (size_t)snprintf(text, AB_FORMAT_SIZE, "%.*g", precision->digits, value);
}

/* By hand where there are numbers wide enough; else printf has to do, which says the same. */
#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 wide;

enum { FRACTION_BITS = 52, EXPONENT_BIAS = 1075 };

/* 5^n, which 64 bits hold. */
static uint64_t power_of_five(int n)
{
    static const uint64_t power[] = {UINT64_C(1),
                                     UINT64_C(5),
                                     UINT64_C(25),
                                     UINT64_C(125),
                                     UINT64_C(625),
                                     UINT64_C(3125),
                                     UINT64_C(15625),
                                     UINT64_C(78125),
                                     UINT64_C(390625),
                                     UINT64_C(1953125),
                                     UINT64_C(9765625),
                                     UINT64_C(48828125),
                                     UINT64_C(244140625),
                                     UINT64_C(1220703125),
                                     UINT64_C(6103515625),
                                     UINT64_C(30517578125),
                                     UINT64_C(152587890625),
                                     UINT64_C(762939453125),
                                     UINT64_C(3814697265625),
                                     UINT64_C(19073486328125),
                                     UINT64_C(95367431640625),
                                     UINT64_C(476837158203125),
                                     UINT64_C(2384185791015625),
                                     UINT64_C(11920928955078125),
                                     UINT64_C(59604644775390625),
                                     UINT64_C(298023223876953125),
                                     UINT64_C(1490116119384765625),
                                     UINT64_C(7450580596923828125)};
    return power[n];
}

/* mantissa 2^exponent 10^scale as the nearest whole number, of two the even one. All digits are there:
 * 10^scale is 5^scale 2^scale, and the first factor and the mantissa fit into 116 bits. */
static uint64_t scale_up(uint64_t mantissa, int exponent, int scale)
{
    const wide product = (wide)mantissa * power_of_five(scale);
    const int shift = -(exponent + scale); /* 1 .. 127 */
    const uint64_t whole = (uint64_t)(product >> shift);
    const wide rest = product - ((wide)whole << shift), half = (wide)1 << (shift - 1);
    return whole + (rest > half || (rest == half && (whole & 1) != 0));
}

/* The significant digits of a magnitude from `least` to before `end`, and the power of ten of the
 * first of them. */
static uint64_t take_digits(double magnitude, const struct precision *precision, int *power)
{
    const uint64_t leading = UINT64_C(1) << FRACTION_BITS;
    uint64_t bits;
    memcpy(&bits, &magnitude, sizeof bits);
    const int exponent = (int)(bits >> FRACTION_BITS) - EXPONENT_BIAS;
    const uint64_t mantissa = (bits & (leading - 1)) | leading;
    /* The power of ten at or below that of two, which is that of the number or one less. */
    const int x = (exponent + FRACTION_BITS) * 1233;
    *power = (x >= 0 ? x : x - 4095) / 4096;
    for (;; ++*power) {
        const uint64_t digits = scale_up(mantissa, exponent, precision->digits - 1 - *power);
        if (digits < power_of_ten[precision->digits]) {
            return digits;
        }
    }
}

/* Writes digits, of which the first stands for this power of ten, as %g does. */
static size_t put_significant(char *text, uint64_t digits, const struct precision *precision,
                              int power)
{
    char shown[DIGITS_MAX];
    const bool small = power < -4;
    const int before = small || power < 0 ? 1 : power + 1; /* the point */
    int n = precision->digits;
    for (; n > before && digits % 10 == 0; digits /= 10) {
        n--;
    }
    (void)put_digits(shown, digits, n);
    char *to = text;
    if (!small && power < 0) { /* 0.00123 */
        memcpy(to, "0.000", 5);
        to += 1 - power;
        memcpy(to, shown, (size_t)n);
        to += n;
    } else {
        memcpy(to, shown, (size_t)before);
        to += before;
        if (n > before) {
            *to++ = '.';
            memcpy(to, shown + before, (size_t)(n - before));
            to += n - before;
        }
    }
    if (small) {
        *to++ = 'e';
        *to++ = '-';
        to += ab_format_padded((uint64_t)-power, 2, to);
    }
    *to = '\0';
    return (size_t)(to - text);
}

static size_t format_real(double value, const struct precision *precision, char *text)
{
    const double magnitude = fabs(value);
    int power;
    if (!(magnitude >= precision->least && magnitude < precision->end)) {
        return print_real(value, precision, text);
    }
    const size_t sign = value < 0;
    text[0] = '-';
    const uint64_t digits = take_digits(magnitude, precision, &power);
    return sign + put_significant(text + sign, digits, precision, power);
}
#else
static size_t format_real(double value, const struct precision *precision, char *text)
{
    return print_real(value, precision, text);
}
#endif

size_t ab_format_number(double value, char *text)
{
    text[0] = '\0';
    if (isnan(value)) {
        return 0;
    }
    if (fabs(value) < 1e9 && value == (double)(int64_t)value) {
        return ab_format_integer((int64_t)value, text);
    }
    return format_real(value, &nine, text);
}

size_t ab_format_exact(double value, char *text)
{
    if (fabs(value) < 1e15 && value == (double)(int64_t)value) {
        return ab_format_integer((int64_t)value, text);
    }
    return format_real(value, &fifteen, text);
}

int64_t ab_format_hour_units(ab_time duration)
{
    const ab_time unit = AB_HOUR / 10000;
    return (duration < 0 ? duration - unit / 2 : duration + unit / 2) / unit;
}

static struct ab_figures figures_of(double value, int digits, const char *sign)
{
    struct ab_figures number;
    const double size = fabs(value);
    (void)snprintf(number.text, sizeof number.text, "%s%.*g", sign, digits, value == 0 ? 0 : value);
    const char *exponent = strchr(number.text, 'e');
    if (exponent == NULL || !(size >= 1e-6 && size < 1e15)) {
        return number;
    }
    const int power = (int)strtol(exponent + 1, NULL, 10);
    const int decimals = power < 0 ? digits - 1 - power : 0;
    const int length = snprintf(number.text, sizeof number.text, "%s%.*f", sign, decimals, value);
    for (char *last = number.text + length - 1; decimals > 0 && *last == '0'; last--) {
        *last = '\0';
    }
    return number;
}

struct ab_figures ab_figures(double value, int digits)
{
    return figures_of(value, digits, "");
}

struct ab_figures ab_figures_change(double value, int digits)
{
    return figures_of(value, digits, value >= 0 ? "+" : "");
}
