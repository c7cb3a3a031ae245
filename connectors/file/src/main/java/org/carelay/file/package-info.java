/**
 * Files that arrive in a folder, and files that recipes write.
 *
 * <p>{@link org.carelay.file.FolderPoller} finds what arrived and goes through it a part at a time;
 * where it stands is in the trigger's state, which is committed together with the events. {@link
 * org.carelay.file.format} reads the formats, {@link org.carelay.file.report} writes them.
 */
@NullMarked
package org.carelay.file;

import org.jspecify.annotations.NullMarked;
