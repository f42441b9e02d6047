//! Ways to lines, one after the other.

use super::doors::{Copies, Copy, Doors, Owner, arm, is_shaft, reached_corners};
use super::rings::{Shape, Shapes};
use super::{Nodes, Rows};
use crate::osm::report::OsmReport;
use crate::osm::tags::{Passage, counted, of_piece};
use rustc_hash::FxHashMap;
use walkshed::geodesy::piece_m;
use walkshed::network::lines::{
    Area, Manner, Pace, SnapClass, StreetId, StreetLine, StreetLines,
};

/// A number no node has; extracts this large are refused before.
const UNNUMBERED: u32 = u32::MAX;

/// Lines in the making. Nodes get their final number when the first line uses them, so that none
/// is left over from a piece too short to be a line.
pub(super) struct Cutter<'a> {
    nodes: Nodes<'a>,
    rows: &'a Rows<'a>,
    doors: Doors,
    shapes: Shapes,
    corners: FxHashMap<u32, bool>,
    finals: Vec<u32>,
    copies: Copies,
    /// Outlines of lifts, each with its corners that something reaches.
    shafts: Vec<(usize, Vec<u32>)>,
    lines: StreetLines,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(
        nodes: Nodes<'a>,
        rows: &'a Rows<'a>,
        doors: Doors,
        shapes: Shapes,
    ) -> Self {
        let count = nodes.ids.len();
        let lines = StreetLines {
            positions: Vec::with_capacity(count),
            osm_nodes: Vec::with_capacity(count),
            vertices: Vec::with_capacity(rows.vertices.len()),
            lines: Vec::with_capacity(rows.len()),
            ..StreetLines::default()
        };
        Self {
            nodes,
            rows,
            doors,
            shapes,
            corners: reached_corners(rows),
            finals: vec![UNNUMBERED; count],
            copies: Copies::default(),
            shafts: Vec::new(),
            lines,
        }
    }

    /// Cuts one way.
    pub(super) fn row(&mut self, row: usize, report: &mut OsmReport) {
        let way = &self.rows.ways.rows[row];
        if !way.drawn {
            return;
        }
        let drawn = if is_shaft(self.rows, row) {
            self.shaft(row)
        } else {
            let before = self.lines.lines.len();
            report.lost_segments += self.pieces(row);
            self.lines.lines.len() > before
        };
        let is_outline = row >= self.rows.len() - self.rows.ways.outlines;
        match (drawn, is_outline) {
            (true, true) => report.outlines += 1,
            (true, false) => {
                report.walked += 1;
                report.kinds.add(&way.walk);
            }
            (false, true) => {}
            (false, false) => report.without_line += 1,
        }
    }

    /// Draws what is left of a way where nodes are missing; returns the number of segments lost.
    fn pieces(&mut self, row: usize) -> usize {
        let (nodes, places) = (self.rows.nodes(row), self.nodes);
        let missing = |node: u32| places.is_missing(node);
        let lost =
            nodes.windows(2).filter(|ends| ends.iter().any(|&end| missing(end))).count();
        let walk = &self.rows.ways.rows[row].walk;
        let mut manner = walk.manner;
        let rides = matches!(manner.pace, Pace::Carried { .. });
        let whole_m =
            if rides || walk.steps.is_some() { self.length_m(nodes) } else { 0.0 };
        if let Some(steps) = walk.steps {
            manner.pace = counted(manner.pace, steps, whole_m);
        }
        for piece in nodes.split(|&node| missing(node)) {
            let mut rest = piece;
            while let Some((part, next)) = self.cut(row, rest) {
                let mut manner = manner;
                if rides {
                    manner.pace = of_piece(manner.pace, self.length_m(part), whole_m);
                }
                self.line(row, part, manner);
                rest = next;
            }
        }
        lost
    }

    /// The part of a piece up to the next door that cuts it, and what follows, from that door on.
    fn cut<'n>(&self, row: usize, piece: &'n [u32]) -> Option<(&'n [u32], &'n [u32])> {
        let end = piece.len().checked_sub(1).filter(|&end| end > 0)?;
        if self.shapes.of_row.contains_key(&row) {
            return Some((piece, &[]));
        }
        let door = (1..end).find(|&at| self.doors.cuts(piece[at])).unwrap_or(end);
        Some((&piece[..=door], &piece[door..]))
    }

    fn length_m(&self, nodes: &[u32]) -> f64 {
        let place = |node: u32| self.nodes.places[node as usize];
        let pieces = nodes
            .windows(2)
            .filter_map(|ends| Some(piece_m(place(ends[0])?, place(ends[1])?)));
        pieces.sum()
    }

    /// Begins a line of a way; its vertices follow.
    fn begin(&mut self, row: usize, manner: Manner, snap: SnapClass) {
        let way = &self.rows.ways.rows[row];
        self.lines.lines.push(StreetLine {
            id: StreetId::Way(way.id),
            first: self.lines.vertices.len() as u32,
            name: way.name,
            manner,
            snap,
            grade: way.walk.grade,
        });
    }

    fn line(&mut self, row: usize, nodes: &[u32], manner: Manner) {
        // A node named twice in a row is one vertex; a piece of one vertex is no line.
        if nodes.iter().all(|node| Some(node) == nodes.first()) {
            return;
        }
        self.begin(row, manner, self.rows.ways.rows[row].walk.snap);
        let mut last = UNNUMBERED;
        for &node in nodes {
            if node != last {
                let vertex = self.vertex(node, row);
                self.lines.vertices.push(vertex);
                last = node;
            }
        }
    }

    /// The final number of a node of a way: a copy of its own, where the node is a door.
    fn vertex(&mut self, node: u32, row: usize) -> u32 {
        let shape = self.shapes.of_row.get(&row).map(|&shape| Owner::Shape(shape));
        let owner = match self.doors.passage(node) {
            Passage::Open => {
                if self.finals[node as usize] == UNNUMBERED {
                    self.finals[node as usize] = self.place(node);
                }
                return self.finals[node as usize];
            }
            Passage::Lift => Some(shape.unwrap_or(Owner::Row(row))),
            Passage::Closed | Passage::Private => shape,
        };
        let known = owner.and_then(|owner| self.copies.known(node, owner));
        known.unwrap_or_else(|| {
            let vertex = self.place(node);
            self.copies.add(node, owner, Copy { vertex, row });
            vertex
        })
    }

    /// A new vertex at the place of a node.
    fn place(&mut self, node: u32) -> u32 {
        let at = self.nodes.places[node as usize];
        self.lines.positions.push(at.expect("ways are cut where it is none"));
        self.lines.osm_nodes.push(self.nodes.ids[node as usize]);
        self.lines.positions.len() as u32 - 1
    }

    /// Takes note of the outline of a lift, if it joins anything.
    fn shaft(&mut self, row: usize) -> bool {
        let corners = self.rows.nodes(row).iter().skip(1).copied();
        let reached = corners.filter(|&node| {
            self.corners.get(&node) == Some(&true) && !self.nodes.is_missing(node)
        });
        let reached: Vec<u32> = reached.collect();
        let joins = reached.len() > 1;
        if joins {
            self.shafts.push((row, reached));
        }
        joins
    }

    /// The lines, with the arms of doors behind all others, and the squares.
    pub(super) fn finish(mut self, report: &mut OsmReport) -> StreetLines {
        report.areas = self.shapes.list.len();
        report.dropped_areas = std::mem::take(&mut self.shapes.dropped);
        for (number, shape) in
            std::mem::take(&mut self.shapes.list).into_iter().enumerate()
        {
            self.area(number as u32, shape);
        }
        for (row, corners) in std::mem::take(&mut self.shafts) {
            let ends =
                corners.iter().map(|&node| Copy { vertex: self.vertex(node, row), row });
            let ends: Vec<Copy> = ends.collect();
            self.hub(corners[0], &ends, Passage::Lift);
        }
        let copies = std::mem::take(&mut self.copies);
        for node in &copies.order {
            let passage = self.doors.passage(*node);
            match passage {
                Passage::Open => {}
                Passage::Closed => report.doors.closed += 1,
                Passage::Private => report.doors.private += 1,
                Passage::Lift => report.doors.lifts += 1,
            }
            if passage != Passage::Closed {
                self.hub(*node, &copies.of[node], passage);
            }
        }
        self.lines
    }

    fn area(&mut self, number: u32, shape: Shape) {
        let owner = Owner::Shape(number);
        let mut vertex = |node: u32| {
            if self.doors.passage(node) == Passage::Open {
                if self.finals[node as usize] == UNNUMBERED {
                    self.finals[node as usize] = self.place(node);
                }
                return self.finals[node as usize];
            }
            // A copy that no line has is a corner, and no way in.
            self.copies.known(node, owner).unwrap_or_else(|| self.place(node))
        };
        let rings = shape.rings.iter().map(|ring| {
            let mut ring: Vec<u32> = ring.iter().map(|&node| vertex(node)).collect();
            ring.pop();
            ring.extend(ring.first().copied());
            ring
        });
        let rings = rings.collect();
        let Shape { id, name, manner, .. } = shape;
        self.lines.areas.push(Area { id, name, manner, rings });
    }

    /// Joins copies of a node, if there are several, by lines to a copy of their own.
    fn hub(&mut self, node: u32, ends: &[Copy], passage: Passage) {
        if ends.len() < 2 {
            return;
        }
        let hub = self.place(node);
        let (manner, snap): (Manner, SnapClass) = arm(passage);
        for &Copy { vertex, row } in ends {
            self.begin(row, manner, snap);
            self.lines.vertices.extend([vertex, hub]);
        }
    }
}
