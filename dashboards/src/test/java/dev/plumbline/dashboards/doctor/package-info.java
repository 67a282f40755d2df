/** What is missing, told from counts. */
package dev.plumbline.dashboards.doctor;
