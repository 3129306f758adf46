#!/bin/sh
#
# gsl-lnpoch-estimate -- how sure GSL is of ln(Gamma(a+x)/Gamma(a)), and how right.
#
# gsl_sf_lnpoch_e() gives a value and an estimate of its error.
#
# Expected: for a small x against a, where the difference of two logarithms of
# Gamma would cancel, the function is there to keep its digits, and its estimate
# covers the error.
#
# Seen, GSL 2.7.1, against 50 digits of mpmath: for a = 50 and x = 1e-9 nine digits
# are right (relative error 6.8e-10), while the estimate speaks of 7e-16, a million
# times less; for a = 1e8 and x = 0.01 six digits are right, and the estimate says
# so.  Sums of many such terms (beta-geometric survival far ahead, discounted
# expected life) lose what a caller thinks he has.
#
# usage: gsl-lnpoch-estimate.sh
# Exit status: 0 as seen then; 1 something is different now; 3 cannot tell.

set -u
dir=$(mktemp -d) || exit 3
trap 'rm -rf "$dir"' EXIT
version=2.7.1+dfsg-5+deb12u1

(cd "$dir" && apt-get download libgsl27=$version libgslcblas0=$version) > "$dir/log" 2>&1 ||
	{ cat "$dir/log" >&2; exit 3; }
for package in "$dir"/*.deb; do
	dpkg -x "$package" "$dir/root" || exit 3
done
python3 -m venv "$dir/env" &&
	"$dir/env/bin/pip" install --quiet --disable-pip-version-check mpmath==1.3.0 >&2 || exit 3

LD_LIBRARY_PATH=$(dirname "$(find "$dir/root" -name 'libgsl.so.27' | head -n 1)") \
	"$dir/env/bin/python" - > "$dir/seen" <<-'END' || exit 3
	import ctypes
	import mpmath

	class Result(ctypes.Structure):
	    _fields_ = [("value", ctypes.c_double), ("error", ctypes.c_double)]

	mpmath.mp.dps = 50
	lnpoch = ctypes.CDLL("libgsl.so.27").gsl_sf_lnpoch_e
	lnpoch.argtypes = [ctypes.c_double, ctypes.c_double, ctypes.POINTER(Result)]
	for a, x in (50, 1e-9), (1e8, 0.01), (3.7, 2.5):
	    r = Result()
	    assert lnpoch(a, x, ctypes.byref(r)) == 0
	    true = mpmath.loggamma(mpmath.mpf(a) + mpmath.mpf(x)) - mpmath.loggamma(mpmath.mpf(a))
	    error = abs(mpmath.mpf(r.value) - true)
	    print(f"a={a:g} x={x:g} relative error about 1e{round(float(mpmath.log10(error / abs(true))))}",
	        "within its estimate" if error <= 10 * r.error else "far beyond its estimate")
END

# As it was seen.
cat > "$dir/known" <<-'END'
	a=50 x=1e-09 relative error about 1e-9 far beyond its estimate
	a=1e+08 x=0.01 relative error about 1e-6 within its estimate
	a=3.7 x=2.5 relative error about 1e-16 within its estimate
END
cat "$dir/seen"
diff -u "$dir/known" "$dir/seen" || exit 1
