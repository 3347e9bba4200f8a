package leadhub.conversations;

import static leadhub.conversations.ConversationRows.COLUMNS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on many conversations. */
@Component
class ConversationListSql {
    /** The ones that were talked in last are looked through: what everybody ever said is no index. */
    private static final String SAYING = """
              and id = any (array(
                  select m.conversation_id
                  from (
                      select c.id
                      from conversations c
                      where c.workspace_id = :workspace
                      order by c.last_message_at desc nulls last, c.id desc
                      limit 1000) latest
                  join conversation_messages m on m.workspace_id = :workspace and m.conversation_id = latest.id
                  where m.content ilike :search))
            """;

    private final Sql sql;

    ConversationListSql(Sql sql) {
        this.sql = sql;
    }

    Page<Conversation> list(long workspaceId, ConversationFilter filter, ConversationSort sort, Slice slice) {
        var where = new StringBuilder("where workspace_id = :workspace\n  and erased_at is null\n");
        var values = NamedValues.of("workspace", workspaceId);
        narrow(filter, where, values);
        var total =
                sql.query(workspaceId, row -> row.getLong(1), "select count(*) from conversations " + where, values);
        values.and("limit", slice.limit()).and("offset", slice.offset());
        var found = sql.query(
                workspaceId,
                ConversationRows::conversation,
                "select %s from conversations %s order by %s limit :limit offset :offset"
                        .formatted(COLUMNS, where, sort.order()),
                values);
        return new Page<>(found, total.getFirst());
    }

    private static void narrow(ConversationFilter filter, StringBuilder where, NamedValues values) {
        if (filter.botId() != null) {
            where.append("  and bot_id = :bot\n");
            values.and("bot", filter.botId());
        }
        if (!filter.statuses().isEmpty()) {
            where.append("  and status = any (:statuses)\n");
            values.and(
                    "statuses",
                    filter.statuses().stream().map(ConversationStatus::word).toArray(String[]::new));
        }
        if (filter.owner() != null) {
            where.append("  and owner_kind = :owner\n");
            values.and("owner", filter.owner().word());
        }
        if (filter.ownerId() != null) {
            where.append("  and owner_user_id = :owner_user\n");
            values.and("owner_user", filter.ownerId());
        }
        if (filter.leadId() != null) {
            where.append("  and lead_id = :lead\n");
            values.and("lead", filter.leadId());
        }
        if (filter.isUnread()) {
            where.append("  and last_number > team_read\n");
        }
        if (filter.from() != null) {
            where.append("  and started_at >= :from\n");
            values.and("from", filter.from());
        }
        if (filter.until() != null) {
            where.append("  and started_at < :until\n");
            values.and("until", filter.until());
        }
        if (filter.channel() != null) {
            where.append("  and channel = :channel\n");
            values.and("channel", filter.channel().word());
        }
        if (filter.search() != null) {
            where.append(SAYING);
            values.and("search", "%" + filter.search().replaceAll("([%_\\\\])", "\\\\$1") + "%");
        }
    }

    InboxCounts counts(long workspaceId, long userId) {
        return sql.get(
                workspaceId,
                row -> new InboxCounts(
                        row.getLong("open"), row.getLong("waiting"), row.getLong("mine"), row.getLong("unread")),
                """
                select count(*) as open,
                       count(*) filter (where owner_kind = 'queue') as waiting,
                       count(*) filter (where owner_user_id = ?) as mine,
                       count(*) filter (where last_number > team_read and owner_kind <> 'bot') as unread
                from conversations
                where workspace_id = ?
                  and status <> 'completed'
                """,
                userId,
                workspaceId);
    }

    /** How many conversations and messages there are, by bot; bots without any are absent. */
    Map<String, Conversations.BotCounts> byBot(long workspaceId, List<String> botIds) {
        var counts = new HashMap<String, Conversations.BotCounts>();
        sql.query(
                workspaceId,
                row -> counts.put(
                        row.getString("bot_id"),
                        new Conversations.BotCounts(row.getLong("conversations"), row.getLong("messages"))),
                """
                select bot_id, count(*) as conversations, sum(last_number)::bigint as messages
                from conversations
                where workspace_id = ?
                  and bot_id = any (?)
                group by bot_id
                """,
                workspaceId,
                botIds.toArray(String[]::new));
        return counts;
    }
}
