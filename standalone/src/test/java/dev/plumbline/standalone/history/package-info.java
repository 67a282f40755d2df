/** Git histories made for tests, and what they say by a plain computation. */
package dev.plumbline.standalone.history;
