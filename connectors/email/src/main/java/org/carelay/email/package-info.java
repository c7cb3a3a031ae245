/**
 * Email through the hospital's own mail server (SMTP).
 *
 * <p>{@link org.carelay.email.SendEmail} makes one mail per recipient, {@link
 * org.carelay.email.SmtpSession} hands each over, and {@link org.carelay.email.SmtpErrors} says
 * what a failure means. The moment that matters is the final dot of a mail's content: what fails
 * before it was surely not sent; where nothing is heard after it, nobody knows, and nothing is
 * repeated (RFC 5321, 4.2.5 and 6.1).
 */
@NullMarked
package org.carelay.email;

import org.jspecify.annotations.NullMarked;
