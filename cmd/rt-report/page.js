/* Without this script the page is whole: tables are then as they came, without charts. */
(function () {
	"use strict";

	var light = ["#1f5fa8", "#d1751b", "#2b8a5b", "#a13d63", "#6a5aae", "#7a8088"];
	var dark = ["#6fa8ea", "#f0a45a", "#5fc794", "#e087ab", "#a99be8", "#a8b0ba"];
	var scheme = window.matchMedia("(prefers-color-scheme: dark)");
	var drawn = [];
	var RISK_LINE = 16, RISK_NAME = 110;

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

	/* What the row is called; without a name, the other word. */
	function label(row, columns, other) {
		return columns.map(function (i) {
			return row.cells[i].textContent;
		}).filter(function (text) { return text !== ""; }).join(" \u00b7 ") || other;
	}

	function list(canvas, name) {
		var text = canvas.getAttribute("data-" + name);

		return text === null || text === "" ? [] : text.split(",");
	}

	/* What the canvas says of itself, and the rows of the table beside it. */
	function read(canvas) {
		var table = document.getElementById(canvas.getAttribute("data-table"));
		var spec = {
			form: canvas.getAttribute("data-form"),
			percent: canvas.hasAttribute("data-percent"),
			labels: list(canvas, "labels").map(Number),
			series: list(canvas, "series").map(Number),
			values: list(canvas, "values").map(Number),
			below: list(canvas, "below").map(Number),
			start: Number(canvas.getAttribute("data-start")),
			risk: list(canvas, "risk").map(Number),
			sides: list(canvas, "sides").map(Number),
			turns: list(canvas, "turns"),
			colors: canvas.getAttribute("data-colors"),
			all: canvas.getAttribute("data-all"),
			heads: []
		};

		Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head) {
			spec.heads.push(head.textContent);
		});
		spec.rows = Array.prototype.slice.call(table.tBodies[0].rows);
		return spec;
	}

	function color_of(spec, color, i) {
		return color[spec.colors === "" ? i % color.length : Number(spec.colors[i])];
	}

	/* The interval of a cell, null where it has none. */
	function limits(cell) {
		return cell === undefined || !cell.hasAttribute("data-low") ? null :
			[Number(cell.getAttribute("data-low")), Number(cell.getAttribute("data-high"))];
	}

	function bars(spec, color) {
		return spec.values.map(function (column, i) {
			var sign = spec.below.indexOf(column) < 0 ? 1 : -1;

			return { label: spec.heads[column], backgroundColor: color_of(spec, color, i),
				maxBarThickness: 26, minBarLength: spec.form === "bar" ? 2 : 0,
				limits: spec.rows.map(function (row) { return limits(row.cells[column]); }),
				data: spec.rows.map(function (row) {
					var x = value(row.cells[column]);

					return x === null ? null : sign * x;
				}) };
		});
	}

	/* A bar for each level before: which share of it rose, stayed, fell, went. */
	function flow(spec, color) {
		var sets = spec.turns.map(function (turn, i) {
			return { label: turn, backgroundColor: color_of(spec, color, i),
				maxBarThickness: 26, data: [] };
		});

		spec.names = [];
		spec.rows.forEach(function (row) {
			var turn = row.getAttribute("data-turn"), at, name;

			if (turn === null)
				return;
			name = label(row, spec.labels, spec.turns[turn]);
			at = spec.names.indexOf(name);
			if (at < 0)
				at = spec.names.push(name) - 1;
			sets[turn].data[at] = (sets[turn].data[at] || 0) +
				value(row.cells[spec.values[0]]);
		});
		return sets.filter(function (set) { return set.data.length > 0; });
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

	/* A line for each group and figure, in the order of their first rows. */
	function lines(spec, color) {
		var found = {}, order = [], many = spec.values.length > 1;

		spec.rows.forEach(function (row) {
			spec.values.forEach(function (column) {
				var who = label(row, spec.series, ""), name = who === "" ?
					spec.heads[column] : many ? who + " \u00b7 " + spec.heads[column] : who;
				var x = row.cells[spec.labels[0]], cell = row.cells[column];
				var set = found[name];

				if (set === undefined)
					order.push(set = found[name] = { label: name, data: [], band: [],
						pointRadius: spec.form === "step" ? 0 : 3, borderWidth: 2,
						stepped: spec.form === "step" ? "before" : false,
						borderColor: color[order.length % color.length],
						backgroundColor: color[order.length % color.length] });
				x = spec.form === "step" ? value(x) : x.textContent;
				set.data.push({ x: x, y: value(cell) });
				set.band.push({ x: x, y: limits(cell) });
			});
		});
		if (spec.form === "step")
			order.forEach(function (set) { set.data.unshift({ x: 0, y: spec.start }); });
		return order;
	}

	/* "time,value,low,high,at risk;", empty where it is not known. */
	function points_of(text) {
		return text.split(";").filter(function (point) { return point !== ""; })
			.map(function (point) {
				var x = point.split(",").map(function (n) {
					return n === "" ? null : Number(n);
				});

				return { x: x[0], y: x[1],
					limits: x[2] === null || x[3] === null ? null : [x[2], x[3]] };
			});
	}

	/* Who is at risk is the same for all reasons of a group. */
	function risks_of(spec) {
		var found = {}, order = [];

		spec.rows.forEach(function (row) {
			var name = label(row, spec.sides, ""), x = value(row.cells[spec.labels[0]]);
			var risk = found[name];

			if (risk === undefined)
				order.push(risk = found[name] = { name: name, at: [] });
			if (risk.at.every(function (one) { return one.x !== x; }))
				risk.at.push({ x: x, text: row.cells[spec.risk[0]].textContent });
		});
		return order;
	}

	/* A line for each group with all its steps, or from row to row where it has none. */
	function curves(spec, color) {
		var found = {}, order = [];

		spec.risks = risks_of(spec);
		spec.rows.forEach(function (row) {
			var name = label(row, spec.series, spec.heads[spec.values[0]]);
			var steps = row.getAttribute("data-steps"), cell = row.cells[spec.values[0]];
			var set = found[name], x = value(row.cells[spec.labels[0]]);

			if (set === undefined)
				order.push(set = found[name] = { label: name, data: [{ x: 0, y: spec.start }],
					band: [{ x: 0, y: null }], pointRadius: 0, borderWidth: 2,
					stepped: false, whole: false,
					borderColor: color[order.length % color.length],
					backgroundColor: color[order.length % color.length] });
			if (steps === null && set.whole)
				return;
			if (steps === null) {
				set.data.push({ x: x, y: value(cell) });
				set.band.push({ x: x, y: limits(cell) });
				return;
			}
			set.whole = true;
			set.stepped = "before";
			points_of(steps).forEach(function (point) {
				set.data.push({ x: point.x, y: point.y });
				set.band.push({ x: point.x, y: point.limits });
			});
		});
		spec.sets = order;
		return order;
	}

	/* How many are at risk stands below the axis, a line for each group. */
	var risks = { id: "risks", afterDraw: function (chart) {
		var own = chart.options.plugins.risks, draw = chart.ctx, x = chart.scales.x;
		var y;

		if (own === undefined)
			return;
		y = x.bottom + RISK_LINE;
		draw.save();
		draw.font = "11px sans-serif";
		draw.textBaseline = "middle";
		draw.fillStyle = own.color;
		draw.textAlign = "left";
		draw.fillText(own.title, 0, y);
		own.groups.forEach(function (group) {
			var right = -Infinity;

			y += RISK_LINE;
			draw.textAlign = "left";
			draw.fillText(cut(draw, group.name), 0, y);
			draw.textAlign = "center";
			group.at.forEach(function (risk) {
				var at = x.getPixelForValue(risk.x), half = draw.measureText(risk.text).width / 2;

				if (at - half < right + 4 || at > chart.width)
					return;
				draw.fillText(risk.text, Math.min(at, chart.width - half), y);
				right = at + half;
			});
		});
		draw.restore();
	} };
	/* A name as long as there is room for it. */
	function cut(draw, name) {
		if (draw.measureText(name).width <= RISK_NAME)
			return name;
		while (name !== "" && draw.measureText(name + "\u2026").width > RISK_NAME)
			name = name.slice(0, -1);
		return name + "\u2026";
	}

	/* Ticks are the times of the table; room for the numbers below, and for names. */
	function with_risks(spec, look, made) {
		var times = [], names = made.scales.x, end = 0;

		spec.risks.forEach(function (group) {
			group.at.forEach(function (risk) {
				if (times.indexOf(risk.x) < 0)
					times.push(risk.x);
				end = Math.max(end, risk.x);
			});
		});
		spec.sets.forEach(function (set) {
			end = Math.max(end, set.data[set.data.length - 1].x);
		});
		times.sort(function (a, b) { return a - b; });
		names.type = "linear";
		names.min = 0;
		names.max = end;
		names.afterBuildTicks = function (axis) {
			axis.ticks = times.map(function (x) { return { value: x }; });
		};
		names.ticks.callback = spec.sets[0].whole ? function (x) {
			return x.toLocaleString("en");
		} : tick(spec);
		names.title = { display: true, color: look.ink, text: spec.heads[spec.labels[0]] };
		made.scales.y.max = spec.start === 1 || !spec.sets[0].whole ? 1 : undefined;
		made.layout = { padding: { bottom: RISK_LINE * (spec.risks.length + 1) + 8, right: 14,
			left: spec.sides.length > 0 ? RISK_NAME - 36 : 0 } };
		made.plugins.legend.position = "top";
		made.plugins.risks = { groups: spec.risks, color: look.ink, title: spec.heads[spec.risk[0]] };
		return made;
	}

	/* One edge of the interval around a line; the upper one is filled to the lower. */
	function edge(set, which) {
		return { data: set.band.map(function (point) {
			return { x: point.x, y: point.y === null ? null : point.y[which] };
		}), edge: true, stepped: set.stepped, pointRadius: 0, borderWidth: 0,
			backgroundColor: set.borderColor + "2a", fill: which === 1 ? "-1" : false };
	}

	/* Bands around a few lines tell how sure they are; around many they hide them. */
	function with_bands(sets, most) {
		var sure = sets.filter(function (set) {
			return set.band.some(function (point) { return point.y !== null; });
		});

		return sure.length > most ? sets : sure.reduce(function (all, set) {
			return all.concat([edge(set, 0), edge(set, 1)]);
		}, sets);
	}

	/* A thin line over each bar whose value is a share of few. */
	var whiskers = { id: "whiskers", afterDatasetsDraw: function (chart) {
		var draw = chart.ctx;

		draw.save();
		draw.strokeStyle = chart.options.plugins.whiskers.color;
		draw.lineWidth = 1;
		chart.data.datasets.forEach(function (set, i) {
			chart.getDatasetMeta(i).data.forEach(function (bar, at) {
				var both = set.limits === undefined ? null : set.limits[at], x = chart.scales.x;

				if (both === null || set.data[at] === null || !chart.isDatasetVisible(i))
					return;
				draw.beginPath();
				draw.moveTo(x.getPixelForValue(both[0]), bar.y);
				draw.lineTo(x.getPixelForValue(both[1]), bar.y);
				both.forEach(function (end) {
					draw.moveTo(x.getPixelForValue(end), bar.y - 3);
					draw.lineTo(x.getPixelForValue(end), bar.y + 3);
				});
				draw.stroke();
			});
		});
		draw.restore();
	} };

	function tick(spec) {
		return function (x) {
			return spec.percent ? Math.round(x * 1000) / 10 + "%" : x.toLocaleString("en");
		};
	}

	function tip(spec) {
		return function (item) {
			var x = item.parsed[spec.across ? "x" : "y"], both = item.dataset.limits !== undefined ?
				item.dataset.limits[item.dataIndex] : null;

			if (spec.form === "interval")
				return item.dataset.label;
			return item.dataset.label + ": " + tick(spec)(x) + (both === null ? "" :
				" (" + tick(spec)(both[0]) + " \u2013 " + tick(spec)(both[1]) + ")");
		};
	}

	function options(spec, look) {
		var ink = look.ink;
		var stacked = spec.form === "stack" || spec.form === "flow";
		var whole = spec.rows.every(function (row) {
			return spec.values.every(function (column) {
				return Number.isInteger(value(row.cells[column]));
			});
		});
		var figure = { grid: { color: look.rule }, stacked: stacked, ticks: { color: ink,
			maxRotation: 0, precision: whole ? 0 : undefined, callback: tick(spec) } };
		var names = { grid: { display: false }, stacked: stacked || spec.form === "interval",
			ticks: { color: ink, autoSkip: !spec.across, maxRotation: 0 } };

		if (!spec.across)
			figure.beginAtZero = true;
		if (spec.form === "flow" || (spec.form === "step" && spec.start === 1))
			figure.max = 1;
		if (spec.form === "step") {
			names.type = "linear";
			names.title = { display: true, color: ink, text: spec.heads[spec.labels[0]] };
		}
		return { animation: false, responsive: true, maintainAspectRatio: false,
			indexAxis: spec.across ? "y" : "x",
			scales: spec.across ? { x: figure, y: names } : { x: names, y: figure },
			plugins: { whiskers: { color: look.strong },
				tooltip: { filter: function (item) { return !item.dataset.edge; },
					callbacks: { label: tip(spec) } },
				legend: { position: "bottom", labels: { color: ink, boxWidth: 14,
					filter: function (item, data) {
						return !data.datasets[item.datasetIndex].edge;
					} } } } };
	}

	function sets_of(spec, color) {
		switch (spec.form) {
		case "interval": return intervals(spec, color);
		case "flow": return flow(spec, color);
		case "line": case "step": return with_bands(lines(spec, color), 3);
		case "curve": return with_bands(curves(spec, color), 8);
		default: return bars(spec, color);
		}
	}

	function draw(canvas, look) {
		var spec = read(canvas), sets, names, made;

		spec.across = ["line", "step", "curve"].indexOf(spec.form) < 0;
		if (spec.form === "interval")
			spec.rows = spec.rows.filter(function (row) {
				return value(row.cells[spec.values[0]]) !== null;
			});
		if (spec.rows.length === 0) {
			canvas.parentNode.parentNode.hidden = true;
			return;
		}
		sets = sets_of(spec, look.color);
		names = spec.names || spec.rows.map(function (row) {
			return label(row, spec.labels, spec.labels.length === 0 ? spec.all : "\u2013");
		});
		if (spec.across)
			canvas.parentNode.style.height = 80 + names.length *
				(spec.form === "bar" ? 14 + 14 * spec.values.length : 30) + "px";
		made = options(spec, look);
		if (spec.form === "curve") {
			made = with_risks(spec, look, made);
			canvas.parentNode.style.height = 350 + RISK_LINE * spec.risks.length + "px";
		}
		drawn.push(new Chart(canvas, { type: spec.across ? "bar" : "line",
			data: { labels: spec.across ? names : undefined, datasets: sets },
			options: made, plugins: [whiskers, risks] }));
	}

	function screen_look() {
		var style = getComputedStyle(document.documentElement);

		return { color: scheme.matches ? dark : light,
			strong: style.getPropertyValue("--ink").trim(),
			ink: style.getPropertyValue("--soft").trim(),
			rule: style.getPropertyValue("--line").trim() };
	}

	function draw_all(look) {
		drawn.forEach(function (chart) { chart.destroy(); });
		drawn = [];
		document.querySelectorAll("canvas").forEach(function (canvas) {
			draw(canvas, look);
		});
	}

	function draw_screen() {
		draw_all(screen_look());
	}

	/* Paper is white, whatever the screen is. */
	function draw_print() {
		draw_all({ color: light, strong: "#000", ink: "#444", rule: "#ddd" });
	}

	draw_screen();
	document.querySelectorAll("table[id]").forEach(make_sortable);
	scheme.addEventListener("change", draw_screen);
	window.addEventListener("beforeprint", draw_print);
	window.addEventListener("afterprint", draw_screen);
}());
