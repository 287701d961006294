/* moments.c - running mean and spread. */
#include "study/moments.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

void ab_moments_add(struct ab_moments *moments, double value)
{
    if (moments->n++ == 0) {
        moments->first = value;
        return; /* it is at no distance from itself: sum and squares stay 0 */
    }
    const double n = (double)moments->n, x = value - moments->first;
    moments->sum += x;
    const double apart = n * x - moments->sum;
    moments->squares += apart * (apart / (n * (n - 1)));
}

double ab_moments_mean(const struct ab_moments *moments)
{
    return moments->n > 0 ? moments->first + moments->sum / (double)moments->n : (double)NAN;
}

double ab_moments_sd(const struct ab_moments *moments)
{
    return moments->n > 1 ? sqrt(moments->squares / (double)(moments->n - 1)) : (double)NAN;
}

double ab_student_half(double sd, int64_t n)
{
    return gsl_cdf_tdist_Pinv(0.975, (double)(n - 1)) * sd / sqrt((double)n);
}
