// Draws the plots of the page 统计图 over their tables. Everything can be read without this file.
"use strict";

const held = document.getElementById("figures-data");
const plots = held ? JSON.parse(held.textContent) : {};
const ink = "#1b2327";
const bars = "#0b5d66";
const shades = ["#e5f1f2", "#7db8be", "#0b5d66"];
const font = { color: ink, fontFamily: "inherit" };

function barPlot({ names, counts }) {
  return {
    textStyle: font,
    grid: { left: 44, right: 12, top: 16, bottom: 28 },
    tooltip: { trigger: "axis" },
    xAxis: { type: "category", data: names, axisLabel: font },
    yAxis: { type: "value", minInterval: 1, axisLabel: font },
    series: [{ type: "bar", data: counts, itemStyle: { color: bars } }],
  };
}

function funnelPlot({ names, counts }) {
  const data = names.map((name, place) => ({ name, value: counts[place] }));
  return {
    textStyle: font,
    color: ["#0b5d66", "#23683a", "#8a5a00", "#65717a", "#1b2327"],
    tooltip: { trigger: "item" },
    series: [{
      type: "funnel", sort: "none", left: "5%", width: "55%", top: 8, bottom: 8, minSize: "2%", data,
      label: { position: "right", formatter: "{b} {c}", color: ink },
    }],
  };
}

function heatPlot({ counties, projects, cells, most }) {
  return {
    textStyle: font,
    tooltip: { formatter: ({ value }) => `${counties[value[0]]} ${projects[value[1]]}：${value[2]}条` },
    grid: { left: 108, right: 12, top: 8, bottom: 84 },
    xAxis: { type: "category", data: counties, axisLabel: { ...font, rotate: 60, interval: 0 } },
    yAxis: { type: "category", data: projects, inverse: true, axisLabel: { ...font, interval: 0 } },
    visualMap: { show: false, min: 0, max: most, inRange: { color: shades } },
    series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: "#fff", borderWidth: 1 } }],
  };
}

function mapPlot({ counts, most }) {
  return {
    textStyle: font,
    tooltip: { trigger: "item", formatter: ({ name, value }) => `${name}：${value || 0}条` },
    visualMap: { min: 0, max: most, left: 8, bottom: 8, inRange: { color: shades }, textStyle: font },
    series: [{
      type: "map", map: "shaoyang", data: counts, selectedMode: false,
      labelLayout: { hideOverlap: true },
      label: { show: true, color: ink, textBorderColor: "#fff", textBorderWidth: 2 },
      emphasis: { label: { color: ink }, itemStyle: { areaColor: "#fdf3de" } },
    }],
  };
}

const makers = { weeks: barPlot, funnel: funnelPlot, ages: barPlot, heat: heatPlot, map: mapPlot };

async function draw(place) {
  const kind = place.dataset.plot;
  if (kind === "map") {
    const answer = await fetch(place.dataset.outlines);
    if (!answer.ok) return;
    echarts.registerMap("shaoyang", await answer.json());
  }
  place.hidden = false;
  const chart = echarts.init(place, null, { renderer: "canvas" });
  chart.setOption({ animation: false, ...makers[kind](plots[kind]) });
  addEventListener("resize", () => chart.resize());
}

for (const place of document.querySelectorAll("[data-plot]")) draw(place).catch(() => {});
