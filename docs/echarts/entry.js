// The parts of ECharts that the page 统计图 uses, and nothing else.
import { init, registerMap, use } from "echarts/core";
import { BarChart, FunnelChart, HeatmapChart, MapChart } from "echarts/charts";
import { GridComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, FunnelChart, HeatmapChart, MapChart]);
use([GridComponent, TooltipComponent, VisualMapComponent, LabelLayout, CanvasRenderer]);
window.echarts = { init, registerMap };
