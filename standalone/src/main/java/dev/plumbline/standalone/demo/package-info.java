/**
 * A simulated organisation of known truth, sent through the front door as real hosts would send it.
 * The model ({@link dev.plumbline.standalone.demo.Simulation}) is a pure function of its
 * configuration; what it says is rendered delivery by delivery while it is sent.
 */
@NullMarked
package dev.plumbline.standalone.demo;

import org.jspecify.annotations.NullMarked;
