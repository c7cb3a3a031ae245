/**
 * Forms that people fill in on a page of this runtime: what is asked ({@link
 * org.carelay.form.Form}), how it is shown ({@link org.carelay.form.FormPage}), how answers are
 * read ({@link org.carelay.form.Reading}), and what comes of them ({@link
 * org.carelay.form.SubmittedTrigger}). Links, storage and limits are the runtime's.
 */
@NullMarked
package org.carelay.form;

import org.jspecify.annotations.NullMarked;
