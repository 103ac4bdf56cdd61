// Prints where a MuJoCo version keeps the fields that Oft.Simulation reads, as the JSON tables beside this file.
// The set-up runs it against the installed header (lib/native/CMakeLists.txt). Tables that are checked in serve where that was not done:
//   cc -I<folder that holds mujoco/mujoco.h> print-layout.c -o print-layout && ./print-layout "<where the header is from>" > <version>.json
#include <stddef.h>
#include <stdio.h>
#include <mujoco/mujoco.h>
#include <mujoco/mjxmacro.h>

static const char* comma = "";

#define SIZE(type) do { printf("%s\n    \"%s\": %zu", comma, #type, sizeof(type)); comma = ","; } while (0)
#define AT(type, field) do { printf("%s\n    \"%s.%s\": %zu", comma, #type, #field, offsetof(type, field)); comma = ","; } while (0)
#define INLINE(type, count, field, ...) do { printf("%s\n    \"" field "\": [\"" #type "\", %d, %zu]", comma, (int)(count), offsetof(mjModel, __VA_ARGS__)); comma = ","; } while (0)
#define COUNT(name) INLINE_AS(sizeof(((mjModel*)0)->name) == 8 ? "mjtSize" : "int", 1, #name, name)
#define INLINE_AS(type, count, field, ...) do { printf("%s\n    \"" field "\": [\"%s\", %d, %zu]", comma, type, (int)(count), offsetof(mjModel, __VA_ARGS__)); comma = ","; } while (0)
#define VALUE(name) do { printf("%s\n    \"%s\": %d", comma, #name, (int)name); comma = ","; } while (0)

#if mjVERSION_HEADER < 300
#define MJMODEL_SIZES MJMODEL_INTS
#endif

int main(int count, char** words) {
  printf("{\n  \"version\": %d,\n  \"source\": \"%s\",\n  \"sizes\": {", mjVERSION_HEADER, count > 1 ? words[1] : "");
  SIZE(mjContact); SIZE(mjVFS); SIZE(mjvCamera); SIZE(mjvOption); SIZE(mjvPerturb); SIZE(mjvScene); SIZE(mjrContext);
  SIZE(mjWarningStat);

  printf("\n  },\n  \"offsets\": {"); comma = "";
  AT(mjModel, nq); AT(mjModel, nv); AT(mjModel, na); AT(mjModel, nu); AT(mjModel, nbody); AT(mjModel, njnt);
  AT(mjModel, ngeom); AT(mjModel, nsite); AT(mjModel, ncam); AT(mjModel, nlight); AT(mjModel, nmat); AT(mjModel, ntex); AT(mjModel, nM);
  AT(mjModel, opt); AT(mjModel, vis); AT(mjModel, stat);
  AT(mjModel, qpos0);
  AT(mjModel, body_parentid); AT(mjModel, body_weldid); AT(mjModel, body_jntnum); AT(mjModel, body_jntadr); AT(mjModel, body_geomnum); AT(mjModel, body_geomadr);
  AT(mjModel, body_pos); AT(mjModel, body_quat); AT(mjModel, body_mass);
  AT(mjModel, jnt_type); AT(mjModel, jnt_qposadr); AT(mjModel, jnt_dofadr); AT(mjModel, jnt_bodyid); AT(mjModel, jnt_limited); AT(mjModel, jnt_range);
  AT(mjModel, dof_armature); AT(mjModel, dof_damping); AT(mjModel, dof_frictionloss);
  AT(mjModel, geom_type); AT(mjModel, geom_contype); AT(mjModel, geom_conaffinity); AT(mjModel, geom_bodyid); AT(mjModel, geom_group); AT(mjModel, geom_matid);
  AT(mjModel, geom_size); AT(mjModel, geom_pos); AT(mjModel, geom_quat); AT(mjModel, geom_friction); AT(mjModel, geom_rgba);
  AT(mjModel, site_bodyid); AT(mjModel, site_group); AT(mjModel, site_size); AT(mjModel, site_pos); AT(mjModel, site_quat); AT(mjModel, site_rgba);
  AT(mjModel, cam_pos); AT(mjModel, cam_quat); AT(mjModel, cam_fovy);
  AT(mjModel, light_pos); AT(mjModel, light_dir); AT(mjModel, light_diffuse); AT(mjModel, light_ambient); AT(mjModel, light_specular);
  AT(mjModel, mat_rgba);
  AT(mjModel, actuator_trnid); AT(mjModel, actuator_ctrlrange); AT(mjModel, actuator_forcerange); AT(mjModel, actuator_gainprm); AT(mjModel, actuator_biasprm);
  AT(mjOption, timestep); AT(mjOption, impratio); AT(mjOption, gravity); AT(mjOption, integrator); AT(mjOption, cone); AT(mjOption, solver); AT(mjOption, iterations);
  AT(mjVisual, global.fovy); AT(mjVisual, global.offwidth); AT(mjVisual, global.offheight); AT(mjVisual, quality.shadowsize); AT(mjVisual, quality.offsamples); AT(mjVisual, map.znear);
  AT(mjData, time); AT(mjData, ncon); AT(mjData, nefc); AT(mjData, warning);
  AT(mjData, qpos); AT(mjData, qvel); AT(mjData, act); AT(mjData, ctrl); AT(mjData, qacc_warmstart); AT(mjData, qfrc_applied); AT(mjData, xfrc_applied); AT(mjData, qacc);
  AT(mjData, xpos); AT(mjData, xquat); AT(mjData, xmat); AT(mjData, geom_xpos); AT(mjData, geom_xmat); AT(mjData, site_xpos); AT(mjData, site_xmat); AT(mjData, cam_xpos); AT(mjData, cam_xmat);
  AT(mjData, qM); AT(mjData, qfrc_bias); AT(mjData, contact); AT(mjData, cvel);
  AT(mjContact, dist); AT(mjContact, pos); AT(mjContact, frame); AT(mjContact, geom1); AT(mjContact, geom2); AT(mjContact, exclude);
  AT(mjWarningStat, number);
  AT(mjvCamera, type); AT(mjvCamera, fixedcamid);
  AT(mjvOption, geomgroup); AT(mjvOption, sitegroup); AT(mjvOption, flags);
  AT(mjvScene, ngeom); AT(mjvScene, flags);
  AT(mjrContext, offFBO); AT(mjrContext, offWidth); AT(mjrContext, offHeight); AT(mjrContext, offSamples); AT(mjrContext, currentBuffer);
#if mjVERSION_HEADER < 300
  AT(mjVFS, nfile); AT(mjVFS, filedata);
#endif

  // Every array of the model by MuJoCo's own list: element type, rows, columns, and where its pointer lies. Columns by user number are left out.
  printf("\n  },\n  \"arrays\": {"); comma = "";
#undef MJ_M
#define MJ_M(n) 0
#define X(type, name, nr, nc) if ((nc) > 0) { printf("%s\n    \"" #name "\": [\"" #type "\", \"" #nr "\", %d, %zu]", comma, (int)(nc), offsetof(mjModel, name)); comma = ","; }
  MJMODEL_POINTERS
#undef X

  // Numbers that lie in the model itself: element type, how many, where.
  printf("\n  },\n  \"scalars\": {"); comma = "";
#define X(name) COUNT(name);
  MJMODEL_SIZES
#undef X
#define X(type, name) INLINE(type, 1, "opt." #name, opt.name);
  MJOPTION_SCALARS
#undef X
  INLINE(mjtNum, 3, "opt.gravity", opt.gravity); INLINE(mjtNum, 3, "opt.wind", opt.wind); INLINE(mjtNum, 3, "opt.magnetic", opt.magnetic);
  INLINE(mjtNum, 1, "stat.meaninertia", stat.meaninertia); INLINE(mjtNum, 1, "stat.meanmass", stat.meanmass); INLINE(mjtNum, 1, "stat.meansize", stat.meansize);
  INLINE(mjtNum, 1, "stat.extent", stat.extent); INLINE(mjtNum, 3, "stat.center", stat.center);
  INLINE(float, 1, "vis.global.fovy", vis.global.fovy); INLINE(int, 1, "vis.global.offwidth", vis.global.offwidth); INLINE(int, 1, "vis.global.offheight", vis.global.offheight);
  INLINE(int, 1, "vis.quality.shadowsize", vis.quality.shadowsize); INLINE(int, 1, "vis.quality.offsamples", vis.quality.offsamples);
  INLINE(int, 1, "vis.quality.numslices", vis.quality.numslices); INLINE(int, 1, "vis.quality.numstacks", vis.quality.numstacks); INLINE(int, 1, "vis.quality.numquads", vis.quality.numquads);
  INLINE(float, 1, "vis.map.znear", vis.map.znear); INLINE(float, 1, "vis.map.zfar", vis.map.zfar); INLINE(float, 1, "vis.map.haze", vis.map.haze);
  INLINE(float, 1, "vis.map.shadowclip", vis.map.shadowclip); INLINE(float, 1, "vis.map.shadowscale", vis.map.shadowscale);
  INLINE(float, 3, "vis.headlight.ambient", vis.headlight.ambient); INLINE(float, 3, "vis.headlight.diffuse", vis.headlight.diffuse);
  INLINE(float, 3, "vis.headlight.specular", vis.headlight.specular); INLINE(int, 1, "vis.headlight.active", vis.headlight.active);

  printf("\n  },\n  \"values\": {"); comma = "";
  VALUE(mjOBJ_BODY); VALUE(mjOBJ_JOINT); VALUE(mjOBJ_GEOM); VALUE(mjOBJ_SITE); VALUE(mjOBJ_CAMERA); VALUE(mjOBJ_LIGHT); VALUE(mjOBJ_MESH); VALUE(mjOBJ_TEXTURE); VALUE(mjOBJ_MATERIAL); VALUE(mjOBJ_ACTUATOR);
  VALUE(mjJNT_FREE); VALUE(mjJNT_BALL); VALUE(mjJNT_SLIDE); VALUE(mjJNT_HINGE);
  VALUE(mjCAMERA_FIXED); VALUE(mjCAT_ALL); VALUE(mjFB_WINDOW); VALUE(mjFB_OFFSCREEN); VALUE(mjFONTSCALE_100);
  VALUE(mjRND_SHADOW); VALUE(mjRND_REFLECTION); VALUE(mjRND_SKYBOX); VALUE(mjRND_FOG);
  VALUE(mjNWARNING); VALUE(mjNGROUP);
  printf("\n  }\n}\n");
  return 0;
}
