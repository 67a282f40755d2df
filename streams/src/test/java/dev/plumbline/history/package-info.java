/** Random histories of what the outside world says, for proofs that any order gives the same. */
package dev.plumbline.history;
