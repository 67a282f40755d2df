/**
 * Pull requests: everything that was observed of one, under whichever names its repository had,
 * becomes one row. Reviews belong to it and wait for it when they come first. Nobody is named in
 * the row; people only decide who is somebody else.
 */
@NullMarked
package dev.plumbline.streams.delivery.pullrequests;

import org.jspecify.annotations.NullMarked;
