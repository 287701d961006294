/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* config.h - what GSL's configure would find out of WebAssembly with emscripten's C library, or of musl, as far as
 * the files that the model needs ask for it. */
#define HAVE_INLINE           1
#define HAVE_C99_INLINE       1
#define HAVE_DECL_EXPM1       1
#define HAVE_DECL_LOG1P       1
#define HAVE_DECL_HYPOT       1
#define HAVE_DECL_ISNAN       1
#define HAVE_DECL_ISINF       1
#define HAVE_DECL_ISFINITE    1
#define HAVE_DECL_FINITE      1
#define HAVE_IEEE_COMPARISONS 1
#define HAVE_IEEE_DENORMALS   1
#define GSL_COERCE_DBL(x)     (x)
#define RETURN_IF_NULL(x)                                                                          \
    if ((x) == NULL) {                                                                             \
        return;                                                                                    \
    }
