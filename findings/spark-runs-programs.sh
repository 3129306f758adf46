#!/bin/sh
#
# spark-runs-programs -- what a program that Spark runs gets from where it is run.
#
# PySpark hands rows to programs in two ways: TRANSFORM in SQL, by a shell, and
# RDD.pipe() in Python.
#
# Expected: both start the program where Spark was started, with the environment of
# the worker, as a shell would: PATH finds what it found, TZ and LANG hold.
#
# Seen, PySpark 4.3.0: RDD.pipe(command) without env= starts the program in an
# environment of nothing, not even PATH or TZ, so a program that asks for local
# time gets that of the machine; TRANSFORM has the environment, but its working
# folder is the one that ADD FILE fills, so a relative name of a file beside the
# script is not found.
#
# usage: spark-runs-programs.sh
# Exit status: 0 as seen then; 1 something is different now; 3 cannot tell.

set -u
dir=$(mktemp -d) || exit 3
trap 'rm -rf "$dir"' EXIT
command -v java > /dev/null || { echo 'Spark needs java' >&2; exit 3; }

python3 -m venv "$dir/env" &&
	"$dir/env/bin/pip" install --quiet --disable-pip-version-check pyspark==4.3.0 >&2 || exit 3

cd "$dir" || exit 3
echo here > beside.txt
TZ=Asia/Shanghai "$dir/env/bin/python" - > "$dir/seen" 2> "$dir/log" <<-'END' || { cat "$dir/log" >&2; exit 3; }
	import os
	import sys
	os.environ["PYSPARK_PYTHON"] = sys.executable
	from pyspark.sql import SparkSession

	spark = (SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
	         .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
	         .getOrCreate())
	say = 'echo "TZ=${TZ:-nothing} PATH=$(env | grep -c ^PATH=) beside=$(cat beside.txt 2>/dev/null)"'
	with open("say", "w") as script:
	    script.write("#!/bin/sh\ncat > /dev/null\n" + say + "\n")
	os.chmod("say", 0o755)
	program = os.path.abspath("say")
	print("pipe:", *spark.sparkContext.parallelize(["x"], 1).pipe(program).collect())
	print("pipe with env=os.environ:", *spark.sparkContext.parallelize(["x"], 1)
	      .pipe(program, env=dict(os.environ)).collect())
	print("transform:", spark.sql(f"SELECT TRANSFORM (1) USING '{program}' AS (said STRING)").first().said)
	spark.sql("ADD FILE 'beside.txt'")
	print("transform after ADD FILE:",
	      spark.sql(f"SELECT TRANSFORM (1) USING '{program}' AS (said STRING)").first().said)
END

# As it was seen.
cat > "$dir/known" <<-'END'
	pipe: TZ=nothing PATH=0 beside=here
	pipe with env=os.environ: TZ=Asia/Shanghai PATH=1 beside=here
	transform: TZ=Asia/Shanghai PATH=1 beside=
	transform after ADD FILE: TZ=Asia/Shanghai PATH=1 beside=here
END
cat "$dir/seen"
diff -u "$dir/known" "$dir/seen" || exit 1
