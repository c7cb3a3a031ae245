@NullMarked
package org.carelay.twilio;

import org.jspecify.annotations.NullMarked;
