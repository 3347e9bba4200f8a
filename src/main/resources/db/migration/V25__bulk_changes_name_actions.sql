-- A change of many leads names its action as the list of actions does, and keeps what that takes as JSON, so that a new
-- kind of action needs no migration.
alter table bulk_changes no force row level security;
alter table bulk_changes drop constraint bulk_changes_kind_check;
alter table bulk_changes rename column kind to action;
alter table bulk_changes add column config jsonb not null default '{}';

update bulk_changes
set action = case action
        when 'status' then 'change_status'
        when 'round_robin' then 'assign'
        when 'move' then 'move_stage'
        when 'tag' then 'add_tag'
        when 'untag' then 'remove_tag'
        else action
    end,
    config = case action
        when 'status' then jsonb_build_object('status', subject)
        when 'assign' then case when subject_id is null then jsonb_build_object('mode', 'nobody')
            else jsonb_build_object('mode', 'user', 'user_id', subject_id) end
        when 'round_robin' then jsonb_build_object('mode', 'round_robin')
        when 'move' then jsonb_build_object('pipeline_stage_id', subject_id)
        when 'tag' then jsonb_build_object('tag_id', subject_id)
        when 'untag' then jsonb_build_object('tag_id', subject_id)
        else '{}'
    end;

alter table bulk_changes alter column config drop default;
alter table bulk_changes drop column subject_id;
alter table bulk_changes force row level security;
