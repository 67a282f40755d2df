/**
 * What every part of every service has in common: it can be closed, and it can say whether it
 * works. Health is the list of the parts' answers.
 */
@NullMarked
package dev.plumbline.component;

import org.jspecify.annotations.NullMarked;
