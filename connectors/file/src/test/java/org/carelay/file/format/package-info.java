@NullMarked
package org.carelay.file.format;

import org.jspecify.annotations.NullMarked;
