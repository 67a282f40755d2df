/** Programs that tests use where the machine has them. */
package dev.plumbline.dashboards.command;
