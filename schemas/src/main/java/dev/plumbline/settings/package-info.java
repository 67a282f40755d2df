/** The organisation's rules as calculations and mappers ask them. */
@NullMarked
package dev.plumbline.settings;

import org.jspecify.annotations.NullMarked;
