/** Recipes that a person starts, with values for the fields that the recipe asks for. */
@NullMarked
package org.carelay.manual;

import org.jspecify.annotations.NullMarked;
