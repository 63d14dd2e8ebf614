"""Who may call what on whose things: the whole product's access rules as one table.

Columns: anonymous, resident, walker, responder, coordinator, officer, each of neighbourhood A. `–` says that this role
cannot have such a thing. `whose` tells of what:

    -       nothing in particular      own       the caller's own
    other   another member's in A      other*    elsewhere: a thing of neighbourhood B, which always reads as not there
    told    an alert the caller was asked about          coming    … and accepted          scene   … and stands there
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("anonymous", "resident", "walker", "responder", "coordinator", "officer")

TABLE = """
                                                            anon  resi  walk  resp  coor  offi
GET    /api/openapi.json                           -        200   200   200   200   200   200
GET    /api/health                                 -        200   200   200   200   200   200
POST   /api/sessions                               -        201   201   201   201   201   201
DELETE /api/sessions/current                       own      401   204   204   204   204   204

GET    /api/me                                     own      401   200   200   200   200   200
PATCH  /api/me                                     own      401   200   200   200   200   200
PUT    /api/me/consents/{kind}                     own      401   200   200   200   200   200
GET    /api/me/devices                             own      401   200   200   200   200   200
DELETE /api/me/devices/{device_id}                 own      401   204   204   204   204   204
DELETE /api/me/devices/{device_id}                 other    401   404   404   404   404   404
DELETE /api/me/devices/{device_id}                 other*   401   404   404   404   404   404
GET    /api/me/access-log                          own      401   200   200   200   200   200
PUT    /api/me/cancel-pin                          own      401   204   204   204   204   204
DELETE /api/me/cancel-pin                          own      401   204   204   204   204   204
GET    /api/me/blocks                              own      401   200   200   200   200   200
POST   /api/me/blocks                              own      401   201   201   201   201   201
DELETE /api/me/blocks/{block}                      own      401   204   204   204   204   204
DELETE /api/me/blocks/{block}                      other    401   404   404   404   404   404
DELETE /api/me/blocks/{block}                      other*   401   404   404   404   404   404
GET    /api/me/buddies                             own      401   200   200   200   200   200
DELETE /api/me/buddies/{buddy}                     own      401   204   204   204   204   204
DELETE /api/me/buddies/{buddy}                     other    401   404   404   404   404   404
DELETE /api/me/buddies/{buddy}                     other*   401   404   404   404   404   404
PUT    /api/me/buddy-of/{person}                   own      401   204   204   204   204   204
PUT    /api/me/buddy-of/{person}                   other    401   404   404   404   404   404
PUT    /api/me/buddy-of/{person}                   other*   401   404   404   404   404   404
DELETE /api/me/buddy-of/{person}                   own      401   204   204   204   204   204
DELETE /api/me/buddy-of/{person}                   other    401   404   404   404   404   404
DELETE /api/me/buddy-of/{person}                   other*   401   404   404   404   404   404

POST   /api/sync                                   own      401   200   200   200   200   200
GET    /api/check-ins                              own      401   200   200   200   200   200
GET    /api/patrols                                own      401   200   200   200   200   200
GET    /api/patrols/{patrol_id}                    own      401   –     200   200   200   200
GET    /api/patrols/{patrol_id}                    other    401   404   404   404   404   404
GET    /api/patrols/{patrol_id}                    other*   401   404   404   404   404   404
GET    /api/patrols/{patrol_id}.geojson            own      401   –     200   200   200   200
GET    /api/patrols/{patrol_id}.geojson            other    401   404   404   404   404   404
GET    /api/patrols/{patrol_id}.geojson            other*   401   404   404   404   404   404
GET    /api/patrols/{patrol_id}.gpx                own      401   –     200   200   200   200
GET    /api/patrols/{patrol_id}.gpx                other    401   404   404   404   404   404
GET    /api/patrols/{patrol_id}.gpx                other*   401   404   404   404   404   404
POST   /api/patrols/{patrol_id}/confirm            own      401   –     403   403   409   403
POST   /api/patrols/{patrol_id}/confirm            other    401   403   403   403   409   403
POST   /api/patrols/{patrol_id}/confirm            other*   401   403   403   403   404   403
POST   /api/patrols/import                         own      401   403   201   201   201   201
GET    /api/recorders                              own      401   200   200   200   200   200
POST   /api/recorders                              own      401   403   201   201   201   201
DELETE /api/recorders/{recorder_id}                own      401   –     204   204   204   204
DELETE /api/recorders/{recorder_id}                other    401   404   404   404   404   404
DELETE /api/recorders/{recorder_id}                other*   401   404   404   404   404   404
POST   /api/interop/owntracks                      -        401   401   401   401   401   401
GET    /api/interop/osmand                         -        401   401   401   401   401   401
POST   /api/interop/osmand                         -        401   401   401   401   401   401
PUT    /api/photos/{photo_id}                      own      401   201   201   201   201   201
PUT    /api/photos/{photo_id}                      other    401   404   404   404   404   404
GET    /api/photos/{photo_id}                      own      401   200   200   200   200   200
GET    /api/photos/{photo_id}                      other    401   404   404   404   200   200
GET    /api/photos/{photo_id}                      other*   401   404   404   404   404   404

GET    /api/dogs                                   own      401   200   200   200   200   200
PUT    /api/dogs/{dog_id}                          own      401   200   200   200   200   200
PUT    /api/dogs/{dog_id}                          other    401   404   404   404   404   404
DELETE /api/dogs/{dog_id}                          own      401   204   204   204   204   204
DELETE /api/dogs/{dog_id}                          other    401   404   404   404   404   404
DELETE /api/dogs/{dog_id}                          other*   401   404   404   404   404   404
PUT    /api/dogs/{dog_id}/temperament              own      401   403   403   403   200   403
PUT    /api/dogs/{dog_id}/temperament              other    401   403   403   403   200   403
PUT    /api/dogs/{dog_id}/temperament              other*   401   403   403   403   404   403
GET    /api/desk/dogs                              -        401   403   403   403   200   200

GET    /api/reports                                own      401   200   200   200   200   200
GET    /api/reports/recent                         -        401   403   200   200   200   200
GET    /api/reports/of-walk/{patrol_id}            own      401   –     200   200   200   200
GET    /api/reports/of-walk/{patrol_id}            other    401   404   404   404   404   404
GET    /api/reports/of-walk/{patrol_id}            other*   401   404   404   404   404   404
PATCH  /api/reports/{report_id}                    own      401   403   403   403   200   403
PATCH  /api/reports/{report_id}                    other    401   403   403   403   200   403
PATCH  /api/reports/{report_id}                    other*   401   403   403   403   404   403
GET    /api/desk/reports                           -        401   403   403   403   200   200
GET    /api/desk/reports.csv                       -        401   403   403   403   200   200
GET    /api/desk/reports.geojson                   -        401   403   403   403   200   200
GET    /api/desk/reports/{report_id}               other    401   403   403   403   200   200
GET    /api/desk/reports/{report_id}               other*   401   403   403   403   404   404

GET    /api/desk/policy                            -        401   403   403   403   200   200
PUT    /api/desk/policy                            -        401   403   403   403   200   403
GET    /api/desk/policy/versions                   -        401   403   403   403   200   200
POST   /api/desk/policy/preview                    -        401   403   403   403   200   200
GET    /api/desk/channels                          -        401   403   403   403   200   200
POST   /api/desk/channels                          -        401   403   403   403   201   403
DELETE /api/desk/channels/{channel_id}             other    401   403   403   403   204   403
DELETE /api/desk/channels/{channel_id}             other*   401   403   403   403   404   403
POST   /api/desk/channels/{channel_id}/tests       other    401   403   403   403   202   403
POST   /api/desk/channels/{channel_id}/tests       other*   401   403   403   403   404   403

GET    /api/facilities                             -        401   403   200   200   200   200
POST   /api/facilities                             -        401   403   403   403   201   403
POST   /api/facilities/import                      -        401   403   403   403   200   403
PATCH  /api/facilities/{facility_id}               other    401   403   403   403   200   403
PATCH  /api/facilities/{facility_id}               other*   401   403   403   403   404   403
DELETE /api/facilities/{facility_id}               other    401   403   403   403   204   403
DELETE /api/facilities/{facility_id}               other*   401   403   403   403   404   403
GET    /api/facilities/{facility_id}/checks        other    401   403   403   403   200   200
GET    /api/facilities/{facility_id}/checks        other*   401   403   403   403   404   404

GET    /api/alerts                                 own      401   200   200   200   200   200
GET    /api/alerts/{alert_id}                      own      401   200   200   200   200   200
GET    /api/alerts/{alert_id}                      told     401   –     –     200   –     –
GET    /api/alerts/{alert_id}                      other    401   404   404   404   200   200
GET    /api/alerts/{alert_id}                      other*   401   404   404   404   404   404
GET    /api/alerts/{alert_id}/hand-over            own      401   200   200   200   200   200
GET    /api/alerts/{alert_id}/hand-over            told     401   –     –     403   –     –
GET    /api/alerts/{alert_id}/hand-over            coming   401   –     –     200   –     –
GET    /api/alerts/{alert_id}/hand-over            scene    401   –     –     200   –     –
GET    /api/alerts/{alert_id}/hand-over            other    401   404   404   404   200   200
GET    /api/alerts/{alert_id}/hand-over            other*   401   404   404   404   404   404
POST   /api/alerts/{alert_id}/resolve              own      401   200   200   200   200   200
POST   /api/alerts/{alert_id}/resolve              told     401   –     –     403   –     –
POST   /api/alerts/{alert_id}/resolve              coming   401   –     –     403   –     –
POST   /api/alerts/{alert_id}/resolve              scene    401   –     –     200   –     –
POST   /api/alerts/{alert_id}/resolve              other    401   404   404   404   200   403
POST   /api/alerts/{alert_id}/resolve              other*   401   404   404   404   404   404
PUT    /api/alerts/{alert_id}/my-place             own      401   404   404   404   404   404
PUT    /api/alerts/{alert_id}/my-place             told     401   –     –     409   –     –
PUT    /api/alerts/{alert_id}/my-place             coming   401   –     –     204   –     –
PUT    /api/alerts/{alert_id}/my-place             scene    401   –     –     409   –     –
PUT    /api/alerts/{alert_id}/my-place             other    401   404   404   404   404   404
PUT    /api/alerts/{alert_id}/my-place             other*   401   404   404   404   404   404
DELETE /api/alerts/{alert_id}/my-place             own      401   404   404   404   404   404
DELETE /api/alerts/{alert_id}/my-place             coming   401   –     –     204   –     –
DELETE /api/alerts/{alert_id}/my-place             other    401   404   404   404   404   404
DELETE /api/alerts/{alert_id}/my-place             other*   401   404   404   404   404   404
POST   /api/alerts/{alert_id}/cancel               own      401   200   200   200   200   200
POST   /api/alerts/{alert_id}/cancel               told     401   –     –     403   –     –
POST   /api/alerts/{alert_id}/cancel               scene    401   –     –     403   –     –
POST   /api/alerts/{alert_id}/cancel               other    401   404   404   404   403   403
POST   /api/alerts/{alert_id}/cancel               other*   401   404   404   404   404   404
GET    /api/plans                                  own      401   200   200   200   200   200
GET    /api/plans/ladder                           own      401   200   200   200   200   200
GET    /api/plans/asked                            own      401   200   200   200   200   200
GET    /api/plans/history                          own      401   200   200   200   200   200
POST   /api/plan-answers                           -        403   403   403   403   403   403
POST   /api/desk/plans/{plan_id}/settle            other    401   403   403   403   204   403
POST   /api/desk/plans/{plan_id}/settle            other*   401   403   403   403   404   403
POST   /api/desk/plans/{plan_id}/knock             other    401   403   403   403   200   403
POST   /api/desk/plans/{plan_id}/knock             other*   401   403   403   403   404   403
GET    /api/missing                                own      401   200   200   200   200   200
POST   /api/missing/{missing_id}/seen              other    401   404   404   404   404   404
POST   /api/missing/{missing_id}/seen              other*   401   404   404   404   404   404
GET    /api/desk/missing                           -        401   403   403   403   200   200
POST   /api/desk/missing                           -        401   403   403   403   201   403
POST   /api/desk/missing/{missing_id}/extend       other    401   403   403   403   200   403
POST   /api/desk/missing/{missing_id}/extend       other*   401   403   403   403   404   403
POST   /api/desk/missing/{missing_id}/close        other    401   403   403   403   200   403
POST   /api/desk/missing/{missing_id}/close        other*   401   403   403   403   404   403
GET    /api/desk/missing/{missing_id}/sightings    other    401   403   403   403   200   200
GET    /api/desk/missing/{missing_id}/sightings    other*   401   403   403   403   404   404

GET    /api/together                               own      401   200   200   200   200   200
GET    /api/together/companions                    own      401   200   200   200   200   200
GET    /api/together/calendar                      own      401   200   200   200   200   200
POST   /api/together/calendar                      own      401   201   201   201   201   201
DELETE /api/together/calendar                      own      401   204   204   204   204   204
GET    /api/calendar/{token}.ics                   own      200   200   200   200   200   200
GET    /api/calendar/{token}.ics                   other    200   200   200   200   200   200
GET    /api/together/{walk_id}                     own      401   –     200   200   200   200
GET    /api/together/{walk_id}                     other    401   200   200   200   200   200
GET    /api/together/{walk_id}                     other*   401   404   404   404   404   404
POST   /api/together/{walk_id}/cancel              own      401   –     200   200   200   200
POST   /api/together/{walk_id}/cancel              other    401   403   403   403   200   403
POST   /api/together/{walk_id}/cancel              other*   401   404   404   404   404   404
POST   /api/together/{walk_id}/invitations         own      401   –     403   403   200   403
POST   /api/together/{walk_id}/invitations         other    401   403   403   403   200   403
POST   /api/together/{walk_id}/invitations         other*   401   403   403   403   404   403
POST   /api/together/{walk_id}/arrivals            own      401   –     403   403   200   403
POST   /api/together/{walk_id}/arrivals            other    401   403   403   403   200   403
POST   /api/together/{walk_id}/arrivals            other*   401   403   403   403   404   403
GET    /api/desk/together                          -        401   403   403   403   200   200

GET    /api/push-key                               -        401   200   200   200   200   200
PUT    /api/push-subscriptions/{device_id}         own      401   200   200   200   200   200
PUT    /api/push-subscriptions/{device_id}         other    401   404   404   404   404   404
PUT    /api/push-subscriptions/{device_id}         other*   401   404   404   404   404   404
DELETE /api/push-subscriptions/{device_id}         own      401   204   204   204   204   204
DELETE /api/push-subscriptions/{device_id}         other    401   404   404   404   404   404
DELETE /api/push-subscriptions/{device_id}         other*   401   404   404   404   404   404
POST   /api/push-tests                             own      401   202   202   202   202   202
GET    /api/push-proofs                            own      401   200   200   200   200   200
POST   /api/members/{member_id}/rings              own      401   403   403   403   202   202
POST   /api/members/{member_id}/rings              other    401   403   403   403   202   202
POST   /api/members/{member_id}/rings              other*   401   403   403   403   404   404
GET    /api/members/{member_id}/rings              own      401   403   403   403   200   200
GET    /api/members/{member_id}/rings              other    401   403   403   403   200   200
GET    /api/members/{member_id}/rings              other*   401   403   403   403   404   404
GET    /api/desk/reachability                      -        401   403   403   403   200   200
POST   /api/deliveries/{delivery_id}/received      own      401   204   204   204   204   204
POST   /api/deliveries/{delivery_id}/received      other    401   404   404   404   404   404
POST   /api/deliveries/{delivery_id}/received      other*   401   404   404   404   404   404
GET    /api/hours                                  own      401   200   200   200   200   200
GET    /api/hours/certificate.pdf                  own      401   409   409   409   409   409
GET    /api/desk/hours                             -        401   403   403   403   200   200
GET    /api/desk/hours.csv                         -        401   403   403   403   200   200
GET    /api/desk/hours/waiting                     -        401   403   403   403   200   200
GET    /api/desk/certificates/{number}             -        401   403   403   403   404   404
GET    /api/coverage                               -        401   403   403   403   200   200
GET    /api/coverage/shared                        -        401   403   200   200   200   200
GET    /api/coverage/debt                          -        401   403   200   200   200   200

GET    /api/members                                -        401   403   403   403   200   200
POST   /api/members                                -        401   403   403   403   201   403
PATCH  /api/members/{member_id}                    own      401   403   403   403   200   403
PATCH  /api/members/{member_id}                    other    401   403   403   403   200   403
PATCH  /api/members/{member_id}                    other*   401   403   403   403   404   403
POST   /api/members/{member_id}/pairing-codes      own      401   403   403   403   201   403
POST   /api/members/{member_id}/pairing-codes      other    401   403   403   403   201   403
POST   /api/members/{member_id}/pairing-codes      other*   401   403   403   403   404   403
GET    /api/members/{member_id}/pairing-codes      own      401   403   403   403   200   403
GET    /api/members/{member_id}/pairing-codes      other    401   403   403   403   200   403
GET    /api/members/{member_id}/pairing-codes      other*   401   403   403   403   404   403
GET    /api/members/{member_id}/home               own      401   403   403   403   200   200
GET    /api/members/{member_id}/home               other    401   403   403   403   200   200
GET    /api/members/{member_id}/home               other*   401   403   403   403   404   404
PUT    /api/members/{member_id}/home               own      401   403   403   403   200   403
PUT    /api/members/{member_id}/home               other    401   403   403   403   200   403
PUT    /api/members/{member_id}/home               other*   401   403   403   403   404   403
DELETE /api/members/{member_id}/cancel-pin         other    401   403   403   403   204   403
DELETE /api/members/{member_id}/cancel-pin         other*   401   403   403   403   404   403
GET    /api/members/{member_id}/ties               own      401   403   403   403   200   403
GET    /api/members/{member_id}/ties               other    401   403   403   403   200   403
GET    /api/members/{member_id}/ties               other*   401   403   403   403   404   403
PUT    /api/members/{member_id}/ties/{other_id}    own      401   403   403   403   200   403
PUT    /api/members/{member_id}/ties/{other_id}    other    401   403   403   403   200   403
PUT    /api/members/{member_id}/ties/{other_id}    other*   401   403   403   403   404   403
DELETE /api/members/{member_id}/ties/{other_id}    own      401   403   403   403   204   403
DELETE /api/members/{member_id}/ties/{other_id}    other    401   403   403   403   204   403
DELETE /api/members/{member_id}/ties/{other_id}    other*   401   403   403   403   404   403

GET    /api/desk/board                             -        401   403   403   403   200   200
GET    /api/desk/stream                            -        401   403   403   403   200   200
GET    /api/desk/alerts/{alert_id}                 other    401   403   403   403   200   200
GET    /api/desk/alerts/{alert_id}                 other*   401   403   403   403   404   404
POST   /api/desk/talks/{alert_id}/{member_id}/done other    401   403   403   403   404   403
POST   /api/desk/talks/{alert_id}/{member_id}/done other*   401   403   403   403   404   403
POST   /api/desk/alerts                            -        401   403   403   403   201   403
GET    /api/desk/paper                             -        401   403   403   403   200   403
POST   /api/desk/paper                             -        401   403   403   403   200   403
GET    /api/desk/drills                            -        401   403   403   403   200   200
POST   /api/desk/drills                            -        401   403   403   403   201   403
POST   /api/desk/alerts/{alert_id}/next-wave       other    401   403   403   403   200   403
POST   /api/desk/alerts/{alert_id}/next-wave       other*   401   403   403   403   404   403
POST   /api/desk/alerts/{alert_id}/wake            other    401   403   403   403   200   403
POST   /api/desk/alerts/{alert_id}/wake            other*   401   403   403   403   404   403
"""


@dataclass(frozen=True, eq=False)
class Row:
    """One line: what each role gets."""

    method: str
    path: str
    whose: str
    expected: dict[str, int]

    def __str__(self) -> str:
        return f"{self.method} {self.path} of {self.whose}"


def rows() -> list[Row]:
    """The table, read."""
    read = []
    for line in TABLE.splitlines():
        words = line.split()
        if len(words) == len(ROLES) or not words:
            continue
        method, path, whose, *statuses = words
        assert len(statuses) == len(ROLES), f"a row has a status for each role: {line}"
        read.append(Row(method, path, whose, {role: int(s) for role, s in zip(ROLES, statuses, strict=True) if s != "–"}))
    return read
