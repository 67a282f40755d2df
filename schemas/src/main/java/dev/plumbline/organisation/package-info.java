/** What the organisation says about itself. Generated from {@code organisation.avdl}. */
@NullUnmarked
package dev.plumbline.organisation;

import org.jspecify.annotations.NullUnmarked;
