package leadhub.leads.lists;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import leadhub.base.AnswerBudget;
import leadhub.leads.record.LeadRows;

/**
 * What is read of the leads on a page, whose ids are in {@code page}.
 *
 * @param select the statement's end, for an order
 * @param values what is bound in it before the workspace
 */
record PageColumns(UnaryOperator<String> select, List<Object> values) {
    /** All of each lead; no lead at all where they take up too much together (docs/adr/0009). */
    static final PageColumns WHOLE = new PageColumns(PageColumns::whole, List.of());

    /** Which leads they are, and how many bytes each takes up, however large they are. */
    static final PageColumns SIZES = new PageColumns(PageColumns::sizes, List.of());

    /** What stands in a line of a list, with the custom fields of these keys. */
    static PageColumns preview(Collection<String> keys) {
        return new PageColumns(PageColumns::previews, List.<Object>of((Object) keys.toArray(String[]::new)));
    }

    /** Nothing if the page is too large; "offset 0" has the custom fields spelled out once, and not once more for their length. */
    private static String whole(String order) {
        return """
                select l.*
                from (
                    select l.*, sum(%s) over () as page_bytes
                    from (
                        select %s
                        from page
                        join leads l on l.workspace_id = ? and l.id = page.id
                        offset 0
                    ) l
                ) l
                where l.page_bytes <= %d
                order by %s""".formatted(LeadRows.BYTES, LeadRows.SPELLED_OUT, AnswerBudget.USUAL, order);
    }

    private static String previews(String order) {
        return """
                select %s
                from page
                join leads l on l.workspace_id = ? and l.id = page.id
                order by %s""".formatted(LeadRows.PREVIEW, order);
    }

    private static String sizes(String order) {
        return """
                select l.id, %s as bytes
                from page
                join leads l on l.workspace_id = ? and l.id = page.id
                order by %s""".formatted(LeadRows.BYTES, order);
    }
}
