/**
 * The practice clinic's mail: an SMTP server that delivers everything to one mailbox, which is a
 * folder of {@code .eml} files. Nothing leaves the machine.
 *
 * <p>Start with {@link org.carelay.practice.mail.PracticeMail}.
 */
@NullMarked
package org.carelay.practice.mail;

import org.jspecify.annotations.NullMarked;
