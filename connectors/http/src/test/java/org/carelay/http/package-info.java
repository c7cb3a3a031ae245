@NullMarked
package org.carelay.http;

import org.jspecify.annotations.NullMarked;
