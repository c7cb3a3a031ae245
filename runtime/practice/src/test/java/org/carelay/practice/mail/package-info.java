@NullMarked
package org.carelay.practice.mail;

import org.jspecify.annotations.NullMarked;
