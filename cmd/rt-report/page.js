/* Without this script the page is whole: tables are then as they came, without charts. */
(function () {
	"use strict";

	var light = ["#1f5fa8", "#d1751b", "#2b8a5b", "#a13d63", "#6a5aae", "#7a8088"];
	var dark = ["#6fa8ea", "#f0a45a", "#5fc794", "#e087ab", "#a99be8", "#a8b0ba"];
	var scheme = window.matchMedia("(prefers-color-scheme: dark)");
	var drawn = [];

	function value(cell) {
		var text = cell === undefined ? null : cell.getAttribute("data-v");

		return text === null || text === "" ? null : Number(text);
	}

	function compare(a, b, column, sign) {
		var x = a.cells[column], y = b.cells[column];
		var p = value(x), q = value(y);

		if (a.hasAttribute("data-last") !== b.hasAttribute("data-last"))
			return a.hasAttribute("data-last") ? 1 : -1;
		if (p !== null && q !== null)
			return sign * (p - q);
		if ((x.textContent === "") !== (y.textContent === ""))
			return x.textContent === "" ? 1 : -1;
		if (p !== null || q !== null)
			return p !== null ? -1 : 1;
		return sign * (x.textContent < y.textContent ? -1 :
			x.textContent > y.textContent ? 1 : 0);
	}

	function sort(table, column) {
		var heads = table.tHead.rows[0].cells, body = table.tBodies[0];
		var falls = heads[column].getAttribute("aria-sort") === "ascending";

		Array.prototype.forEach.call(heads, function (head) {
			head.removeAttribute("aria-sort");
		});
		heads[column].setAttribute("aria-sort", falls ? "descending" : "ascending");
		Array.prototype.slice.call(body.rows).sort(function (a, b) {
			return compare(a, b, column, falls ? -1 : 1);
		}).forEach(function (row) {
			body.appendChild(row);
		});
	}

	function make_sortable(table) {
		Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, i) {
			var button = document.createElement("button");

			button.type = "button";
			while (head.firstChild)
				button.appendChild(head.firstChild);
			head.appendChild(button);
			button.addEventListener("click", function () { sort(table, i); });
		});
	}

	function numbers(list) {
		return list === "" ? [] : list.split(",").map(Number);
	}

	function label(row, columns) {
		return columns.map(function (i) {
			return row.cells[i].textContent;
		}).filter(function (text) { return text !== ""; }).join(" \u00b7 ") || "\u2013";
	}

	/* What the canvas says of itself, and the rows of the table beside it. */
	function read(canvas) {
		var table = document.getElementById(canvas.getAttribute("data-table"));
		var spec = {
			form: canvas.getAttribute("data-form"),
			percent: canvas.hasAttribute("data-percent"),
			labels: numbers(canvas.getAttribute("data-labels")),
			series: numbers(canvas.getAttribute("data-series")),
			values: numbers(canvas.getAttribute("data-values")),
			below: numbers(canvas.getAttribute("data-below")),
			heads: []
		};

		Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head) {
			spec.heads.push(head.textContent);
		});
		spec.rows = Array.prototype.slice.call(table.tBodies[0].rows);
		return spec;
	}

	function bars(spec, color) {
		return spec.values.map(function (column, i) {
			var sign = spec.below.indexOf(column) < 0 ? 1 : -1;

			return { label: spec.heads[column], backgroundColor: color[i % color.length],
				maxBarThickness: 26, data: spec.rows.map(function (row) {
					var x = value(row.cells[column]);

					return x === null ? null : sign * x;
				}) };
		});
	}

	/* A light bar from the lower limit to the upper, and the figure in it. */
	function intervals(spec, color) {
		var at = spec.values;

		return [{ type: "scatter", label: spec.heads[at[0]], backgroundColor: color[1],
			pointRadius: 5, data: spec.rows.map(function (row, i) {
				return { x: value(row.cells[at[0]]), y: i };
			}) },
		{ label: spec.heads[at[1]] + " \u2013 " + spec.heads[at[2]],
			backgroundColor: color[0] + "66", maxBarThickness: 14,
			data: spec.rows.map(function (row) {
				return [value(row.cells[at[1]]), value(row.cells[at[2]])];
			}) }];
	}

	function lines(spec, color) {
		var found = {}, order = [], many = spec.values.length > 1;

		spec.rows.forEach(function (row) {
			spec.values.forEach(function (column) {
				var who = label(row, spec.series), name = who === "\u2013" ?
					spec.heads[column] : many ? who + " \u00b7 " + spec.heads[column] : who;
				var x = row.cells[spec.labels[0]];

				if (found[name] === undefined)
					order.push(found[name] = { label: name, data: [], pointRadius: 3,
						stepped: spec.form === "step" ? "before" : false,
						borderColor: color[order.length % color.length],
						backgroundColor: color[order.length % color.length],
						borderWidth: 2 });
				found[name].data.push({ x: spec.form === "step" ? value(x) : x.textContent,
					y: value(row.cells[column]) });
			});
		});
		order.forEach(function (set) {
			if (set.stepped) {
				set.pointRadius = 0;
				set.data.unshift({ x: 0, y: 1 });
			}
		});
		return order;
	}

	function options(spec, ink, rule) {
		var across = spec.form === "bar" || spec.form === "stack" || spec.form === "interval";
		var stacked = spec.form === "stack";
		var figure = { grid: { color: rule }, stacked: stacked, ticks: { color: ink,
			maxRotation: 0, callback: function (x) {
				return spec.percent ? Math.round(x * 1000) / 10 + "%" : x.toLocaleString("en");
			} } };
		var names = { grid: { display: false }, stacked: stacked || spec.form === "interval",
			ticks: { color: ink, autoSkip: !across, maxRotation: 0 } };

		if (!across)
			figure.beginAtZero = true;
		if (spec.form === "step")
			names.type = "linear";
		if (spec.form === "step")
			names.title = { display: true, color: ink, text: spec.heads[spec.labels[0]] };
		return { animation: false, responsive: true, maintainAspectRatio: false,
			indexAxis: across ? "y" : "x",
			scales: across ? { x: figure, y: names } : { x: names, y: figure },
			plugins: { legend: { position: "bottom", labels: { color: ink, boxWidth: 14 } } } };
	}

	function draw(canvas) {
		var spec = read(canvas), style = getComputedStyle(document.body);
		var color = scheme.matches ? dark : light;
		var across = spec.form !== "line" && spec.form !== "step";
		var sets;

		if (spec.form === "interval")
			spec.rows = spec.rows.filter(function (row) {
				return value(row.cells[spec.values[0]]) !== null;
			});
		if (spec.rows.length === 0 || (across && spec.rows.length > 60)) {
			canvas.parentNode.parentNode.hidden = true;
			return;
		}
		if (across)
			canvas.parentNode.style.height = 80 + spec.rows.length *
				(spec.form === "bar" ? 14 + 14 * spec.values.length : 30) + "px";
		sets = spec.form === "interval" ? intervals(spec, color) :
			across ? bars(spec, color) : lines(spec, color);
		drawn.push(new Chart(canvas, { type: across ? "bar" : "line", data: {
			labels: across ? spec.rows.map(function (row) {
				return label(row, spec.labels);
			}) : undefined,
			datasets: sets
		}, options: options(spec, style.getPropertyValue("--soft").trim(),
			style.getPropertyValue("--line").trim()) }));
	}

	function draw_all() {
		drawn.forEach(function (chart) { chart.destroy(); });
		drawn = [];
		document.querySelectorAll("canvas").forEach(draw);
	}

	draw_all();
	document.querySelectorAll("table[id]").forEach(make_sortable);
	scheme.addEventListener("change", draw_all);
	window.addEventListener("beforeprint", function () {
		drawn.forEach(function (chart) { chart.resize(); });
	});
}());
