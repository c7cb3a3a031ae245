package org.carelay.sheets;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.Notice;

/**
 * Which remembered row each row of a sheet is.
 *
 * @param ids by row; rows that are blank or held are left out
 * @param held ids of rows that are there but in doubt; they stay remembered as they are
 * @param notices why rows are held
 */
record RowIdentity(Map<Integer, String> ids, Set<String> held, List<Notice> notices) {}
