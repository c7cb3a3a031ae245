@NullMarked
package org.carelay.form;

import org.jspecify.annotations.NullMarked;
