package org.carelay.sheets;

import java.util.List;
import java.util.Map;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** What a changed or added row puts in scope. */
public record RowEvent(
    @Describe(
            title = "Row",
            help =
                "Header to value: number, true or false, text, date as ISO text; null where blank.",
            sensitivity = Sensitivity.PERSONAL)
        Map<String, @Nullable Object> row,
    @Describe(title = "Changed", help = "Headers of the cells that changed.") List<String> changed,
    @Describe(title = "Change", help = "Either added or changed.", example = "changed")
        String change,
    @Describe(title = "Row number", help = "As shown beside the row when it was read.")
        int rowNumber,
    @Describe(title = "Sheet", example = "Appointments") String sheet,
    @Describe(title = "Spreadsheet", help = "Its id.") String spreadsheet) {}
