package leadhub.leads;

/**
 * What leads are counted or summed up by, group by group. A group goes by a text, its number goes by {@code n}. The text is made of each group,
 * for to make it of each of a million leads takes longer than to count them.
 */
public enum LeadGroup {
    PIPELINE(
            "select pipeline_id::text, count(*) from leads where workspace_id = ? group by pipeline_id",
            "select %1$s ->> 'pipeline_id' as id, 1 as n from since where %1$s is not null"),
    STAGE(
            "select stage_id::text, count(*) from leads where workspace_id = ? group by stage_id",
            "select %1$s ->> 'stage_id' as id, 1 as n from since where %1$s is not null"),
    TAG(
            "select tag_id::text, count(*) from lead_tags where workspace_id = ? group by tag_id",
            "select jsonb_array_elements_text(%1$s -> 'tag_ids') as id, 1 as n from since where %1$s is not null"),
    /** What deals come to, by stage, owner and currency: {@code 7:0:} has no owner and the workspace's currency. */
    VALUE("""
            select stage_id || ':' || owner || ':' || currency, value
            from (
                select stage_id, coalesce(assigned_user_id, 0) as owner, coalesce(deal_currency, '') as currency, sum(deal_value) as value
                from leads
                where workspace_id = ? and deal_value is not null
                group by 1, 2, 3
            ) summed
            """, """
            select (%1$s ->> 'stage_id') || ':' || coalesce(%1$s ->> 'assigned_user_id', '0') || ':'
                       || coalesce(%1$s ->> 'deal_currency', '') as id,
                   (%1$s ->> 'deal_value')::numeric as n
            from since
            where %1$s ->> 'deal_value' is not null
            """);

    private final String count;
    private final String remembered;

    LeadGroup(String count, String remembered) {
        this.count = count;
        this.remembered = remembered;
    }

    /** Counts all groups of a workspace. */
    public String count() {
        return count;
    }

    /** The group and number of each lead that an event remembers, {@code before} or {@code after}. */
    public String remembered(String when) {
        return remembered.formatted(when);
    }
}
