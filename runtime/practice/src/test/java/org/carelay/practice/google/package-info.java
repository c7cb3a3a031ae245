@NullMarked
package org.carelay.practice.google;

import org.jspecify.annotations.NullMarked;
