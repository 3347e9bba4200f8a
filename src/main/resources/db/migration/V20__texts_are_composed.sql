-- Texts are kept composed (Unicode's NFC): é is one character, however it was sent. Brings what is there into line, but
-- for leads themselves, whose texts are folded in Java, and so brought into line there too (V21).

-- Policies are forced on the tables' owner too, who may be no superuser and is in no workspace here; let go for a moment.
alter table users no force row level security;
alter table api_keys no force row level security;
alter table pipelines no force row level security;
alter table pipeline_stages no force row level security;
alter table tags no force row level security;
alter table leads no force row level security;
alter table lead_tags no force row level security;
alter table lead_events no force row level security;
alter table deleted_leads no force row level security;
alter table lead_notes no force row level security;
alter table lead_tasks no force row level security;
alter table bulk_changes no force row level security;
alter table custom_fields no force row level security;
alter table scoring_rules no force row level security;
alter table saved_views no force row level security;

----------------------------------------------------------------------------------------------------------- accounts

update users
set name = normalize(name)
where name is not nfc normalized;

-- Where a workspace has two accounts whose e-mails are one now, the younger one keeps its spelling: both can still sign
-- in, and "doctor" names them.
update users u
set email = normalize(email), email_key = normalize(email_key)
where (email is not nfc normalized or email_key is not nfc normalized)
  and not exists (
      select from users other
      where other.workspace_id = u.workspace_id
        and other.id <> u.id
        and other.removed_at is null
        and u.removed_at is null
        and normalize(other.email_key) = normalize(u.email_key)
        and (other.email_key is nfc normalized or other.id < u.id));
delete from logins
where email_key is not nfc normalized;
insert into logins (email_key, workspace_id, user_id)
select email_key, workspace_id, id
from users
where removed_at is null
on conflict do nothing;

--------------------------------------------------------------------------------------------------------------- tags

-- Of tags that have become one, the oldest stays.
create temporary table merged_tags on commit drop as
select workspace_id, id, into_id
from (select workspace_id, id, min(id) over (partition by workspace_id, normalize(name_key)) as into_id
      from tags) t
where id <> into_id;

insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
select worn.workspace_id, m.into_id, worn.created_at, worn.lead_id
from lead_tags worn
join merged_tags m on m.workspace_id = worn.workspace_id and m.id = worn.tag_id
on conflict do nothing;

update leads l
set tag_ids = (
    select array_agg(id order by place)
    from (select coalesce(m.into_id, worn.id) as id, min(worn.place) as place
          from unnest(l.tag_ids) with ordinality as worn (id, place)
          left join merged_tags m on m.workspace_id = l.workspace_id and m.id = worn.id
          group by coalesce(m.into_id, worn.id)) kept)
from (select distinct worn.workspace_id, worn.lead_id
      from lead_tags worn
      join merged_tags m on m.workspace_id = worn.workspace_id and m.id = worn.tag_id) tagged
where l.workspace_id = tagged.workspace_id
  and l.id = tagged.lead_id;

update deleted_leads d
set lead = jsonb_set(d.lead, '{tag_ids}', (
    select jsonb_agg(id order by place)
    from (select coalesce(m.into_id, worn.id::bigint) as id, min(worn.place) as place
          from jsonb_array_elements_text(d.lead -> 'tag_ids') with ordinality as worn (id, place)
          left join merged_tags m on m.workspace_id = d.workspace_id and m.id = worn.id::bigint
          group by coalesce(m.into_id, worn.id::bigint)) kept))
where exists (
    select from merged_tags m
    where m.workspace_id = d.workspace_id
      and d.lead -> 'tag_ids' @> to_jsonb(m.id));

update bulk_changes c
set subject_id = m.into_id
from merged_tags m
where c.kind in ('tag', 'untag')
  and c.workspace_id = m.workspace_id
  and c.subject_id = m.id;

-- A view's query is the address of a list: field.1=tag_ids&is.1=equals&value.1=7
do $$
declare
    merged record;
begin
    for merged in select m.workspace_id, m.id, m.into_id, line from merged_tags m, generate_series(1, 20) line loop
        update saved_views
        set query = regexp_replace(query, '((?:^|&)value\.' || merged.line || '=)' || merged.id || '(?=&|$)',
                                   '\1' || merged.into_id)
        where workspace_id = merged.workspace_id
          and query ~ ('(^|&)field\.' || merged.line || '=tag_ids(&|$)');
    end loop;
end
$$;

-- Whoever counts by tag counts anew.
insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor)
select distinct workspace_id, 0, 'leads.seeded', now(), '{"kind": "SYSTEM", "id": 0, "name": "Upgrade"}'::jsonb
from merged_tags;

delete from lead_tags worn
using merged_tags m
where m.workspace_id = worn.workspace_id
  and m.id = worn.tag_id;
delete from tags t
using merged_tags m
where m.workspace_id = t.workspace_id
  and m.id = t.id;
update tags
set name = normalize(name), name_key = normalize(name_key)
where name is not nfc normalized
   or name_key is not nfc normalized;

------------------------------------------------------------------------------------------------ what is written down

update workspaces set name = normalize(name) where name is not nfc normalized;
update api_keys set name = normalize(name) where name is not nfc normalized;
update pipelines set name = normalize(name) where name is not nfc normalized;
update pipelines set description = normalize(description) where description is not nfc normalized;
update pipeline_stages set name = normalize(name) where name is not nfc normalized;
update lead_notes set body = normalize(body) where body is not nfc normalized;
update lead_tasks set title = normalize(title) where title is not nfc normalized;
update bulk_changes set subject = normalize(subject) where subject is not nfc normalized;
update saved_views set name = normalize(name) where name is not nfc normalized;
update scoring_rules set name = normalize(name) where name is not nfc normalized;
update scoring_rules set value = normalize(value) where value is not nfc normalized;
update custom_fields set label = normalize(label) where label is not nfc normalized;
update custom_fields
set options = (
    select array_agg(option order by place)
    from (select distinct on (lower(normalize(option))) normalize(option) as option, place
          from unnest(options) with ordinality as given (option, place)
          order by lower(normalize(option)), place) kept)
where array_to_string(options, ' ') is not nfc normalized;

alter table users force row level security;
alter table api_keys force row level security;
alter table pipelines force row level security;
alter table pipeline_stages force row level security;
alter table tags force row level security;
alter table leads force row level security;
alter table lead_tags force row level security;
alter table lead_events force row level security;
alter table deleted_leads force row level security;
alter table lead_notes force row level security;
alter table lead_tasks force row level security;
alter table bulk_changes force row level security;
alter table custom_fields force row level security;
alter table scoring_rules force row level security;
alter table saved_views force row level security;
