"""spark.py -- the statements of rt-scale(7), on a Spark of this machine alone.

usage: spark.py PAGE

Runs the examples of the page's section SPARK as they are printed, on bills.csv,
purchases.csv and model.csv of the current folder, with the programs that PATH
finds first.  What came of each stands in a file of the folder, for
engines-spark.bats to compare; so does what was said of a run that failed.
"""
import csv
import os
import re
import subprocess
import sys

os.environ["PYSPARK_PYTHON"] = sys.executable

from pyspark.sql import SparkSession  # noqa: E402

BILLS = "customer_id STRING, month STRING, amount DECIMAL(18,6)"

# Whatever an id can have on one line.
IDS = ["plain", "b,1", 'c"q"', "d e", "tab\there", "13800000001", "客户", " lead", "trail ",
       "\tboth\t", '"', '""', "back\\slash", 'a\\"b', "#c", "'x", "00123", "=1+1"]


def examples(page):
    """The examples of the section SPARK by the name in their first line."""
    with open(page, encoding="utf-8") as file:
        section = re.search(r"^\.Sh SPARK\n(.*?)(?=^\.Sh )", file.read(), re.S | re.M).group(1)
    found = {}
    for block in re.findall(r"^\.Bd -literal.*?\n(.*?)^\.Ed", section, re.S | re.M):
        name, body = block.replace(r"\e", "\\").replace(r"\&", "").split("\n", 1)
        found[name.lstrip("-# ")] = body
    return found


def session():
    """Four partitions for whatever is distributed, however little it is."""
    made = (SparkSession.builder.master("local[2]").appName("rt")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.memory", "2g")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.warehouse.dir", os.getcwd() + "/warehouse")
            .getOrCreate())
    made.sparkContext.setLogLevel("OFF")
    return made


def write_odd_bills(path):
    """A year of bills for each of IDS; the last is a third, which calls for care."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["customer_id", "month", "amount"])
        for number, name in enumerate(IDS):
            for month in range(1, 13):
                amount = (600 + 40 * number) / (3 if month == 12 else 1)
                rows.writerow([name, f"2024-{month:02d}", f"{amount:.2f}"])


def table(spark, name, path, columns):
    spark.sql(f"""CREATE OR REPLACE TEMPORARY VIEW {name} ({columns}) USING csv OPTIONS (
        path '{path}', header 'true', escape '"', mode 'FAILFAST',
        ignoreLeadingWhiteSpace 'false', ignoreTrailingWhiteSpace 'false')""")


def save(path, lines):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(line + "\n" for line in lines)


def save_rows(path, rows):
    save(path, sorted("\t".join("(null)" if cell is None else str(cell) for cell in row)
                      for row in rows))


def save_failure(path, run):
    try:
        said = f"no failure: {run()}"
    except Exception as error:  # what a failed job raises has many names
        said = str(error)
    save(path, [said])


def levels_by_pipe(spark, code):
    names = {"spark": spark}
    exec(code, names)
    return names["levels"]


def whole_month(spark, examples):
    table(spark, "bills", "bills.csv", BILLS + ", data_mb INT")
    spark.sql(examples["levels"])
    subprocess.run(["sh", "-ec", examples["merge"]], check=True)
    os.rename("parts", "merged")
    spark.sql(examples["levels as a table"])
    save_rows("tiers.counts", spark.sql(
        """SELECT tier, count(*), sum(total_amount), count(growth), count(tenure_months)
           FROM tiers GROUP BY tier""").collect())
    spark.sql(examples["work orders"])
    save_rows("orders.rows", spark.table("orders").collect())


def buyers(spark, examples):
    table(spark, "purchases", "purchases.csv",
          "customer_id STRING, date STRING, amount STRING, item STRING")
    spark.sql(examples["model"])
    spark.sql(examples["alive"])
    save_rows("alive.rows", spark.table("alive").collect())


def odd_ids(spark, examples):
    write_odd_bills("ids.csv")
    save("ids.names", sorted(IDS))
    table(spark, "odd", "ids.csv", BILLS)
    spark.table("odd").createOrReplaceTempView("bills")
    save("ids.lines", levels_by_pipe(spark, examples["levels by pipe"]).collect())
    spark.sql(examples["work orders"])
    save("ids.orders", sorted(row.customer_id for row in spark.table("orders").collect()))


def one_more(spark, examples, case, row):
    """The odd bills and one that is none."""
    spark.table("odd").unionAll(spark.sql(f"SELECT {row}")).createOrReplaceTempView("bills")
    save_failure(f"{case}.statement", lambda: spark.sql(examples["levels"]).collect())
    save_failure(f"{case}.pipe",
                 lambda: levels_by_pipe(spark, examples["levels by pipe"]).count())


def set_aside(spark, examples):
    """The last of the bad ones once more, with a file for what is set aside."""
    folder = os.getcwd()
    code = examples["levels"].replace("--no-header", f"--no-header -r {folder}/rejects.$$.csv")
    spark.sql(code.replace("'parts'", "'kept'"))


def main(page):
    spark = session()
    found = examples(page)
    whole_month(spark, found)
    buyers(spark, found)
    odd_ids(spark, found)
    one_more(spark, found, "bad", "'x', '2024-13', 1")
    one_more(spark, found, "null", "NULL, '2024-12', 1")
    set_aside(spark, found)


main(*sys.argv[1:])
