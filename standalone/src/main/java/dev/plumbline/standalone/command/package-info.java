/**
 * The command line: one class per command. {@code up} runs an instance; every other command is a
 * client of a running one and speaks to it over HTTP only.
 */
@NullMarked
package dev.plumbline.standalone.command;

import org.jspecify.annotations.NullMarked;
