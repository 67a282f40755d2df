/**
 * Teams and the organisation: what the days of services add up to. A day goes to the team that
 * owned the service on it, so that a service which changes hands moves days, never facts; and only
 * differences travel on, so that any sum can be corrected exactly.
 */
@NullMarked
package dev.plumbline.streams.delivery.scopes;

import org.jspecify.annotations.NullMarked;
