/**
 * Incidents as pipelines and scripts report them in Plumbline's own small JSON: {@code
 * IncidentReports} says what is wrong with a body, at the door, and {@code IncidentsMapper} makes
 * events of one that is right, behind it.
 */
@NullMarked
package dev.plumbline.ingest.incident;

import org.jspecify.annotations.NullMarked;
