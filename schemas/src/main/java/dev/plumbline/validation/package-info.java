/** Input from people is checked whole: they are told everything that is wrong at once. */
@NullMarked
package dev.plumbline.validation;

import org.jspecify.annotations.NullMarked;
