-- Every statement names its workspace, this one too: the function answers for the transaction's own, and for no other.
create function found_leads(of_workspace bigint, wanted_pieces integer[], pattern text)
    returns table (lead_id bigint, created_at timestamptz)
    language sql stable security definer parallel safe rows 1000
    set search_path from current
    -- Planned once for all workspaces, perhaps when the first one was small.
    set enable_seqscan to off
    begin atomic
        select s.lead_id, s.created_at
        from lead_search s
        where s.pieces @> wanted_pieces
          and s.search_text like pattern
          -- "+ 0", so that the index of pieces alone is used: another one would have all leads of a workspace.
          and s.workspace_id + 0 = current_workspace()
          and of_workspace = current_workspace();
    end;
