/** Who may ask: on loopback everybody who is on the machine, beyond it who has the token. */
@NullMarked
package dev.plumbline.access;

import org.jspecify.annotations.NullMarked;
