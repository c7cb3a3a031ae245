/**
 * The recipe language, usable without a server.
 *
 * <p>A {@link org.carelay.recipe.Recipe} is read from JSON by {@link
 * org.carelay.recipe.RecipeReader} with the help of a {@link org.carelay.recipe.Catalog} of
 * connectors; everything wrong is reported at once as {@link org.carelay.recipe.Problem}s. {@link
 * org.carelay.recipe.Expression}, {@link org.carelay.recipe.Template} and {@link
 * org.carelay.recipe.InputTemplate} are compiled once and evaluated against a {@link
 * org.carelay.recipe.Scope}; {@link org.carelay.recipe.Binder} turns the outcome into an action's
 * input record.
 */
@NullMarked
package org.carelay.recipe;

import org.jspecify.annotations.NullMarked;
