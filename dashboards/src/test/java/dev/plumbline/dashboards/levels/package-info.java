/** Published figures and golden cases. */
package dev.plumbline.dashboards.levels;
